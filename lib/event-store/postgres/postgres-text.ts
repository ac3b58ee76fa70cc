/** What PostgreSQL takes for a text: neither NUL nor half a surrogate pair. */
export function toPostgresText(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, "\ufffd");
}
