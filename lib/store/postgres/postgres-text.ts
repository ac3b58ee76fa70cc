// Whole pairs too: it only has to say no to most texts, fast.
const suspicious = /[\0\ud800-\udfff]/;

/** What PostgreSQL takes for a text: neither NUL nor half a surrogate pair. */
export function toPostgresText(text: string): string {
  return suspicious.test(text) ? text.replace(/[\0\p{Surrogate}]/gu, "\ufffd") : text;
}
