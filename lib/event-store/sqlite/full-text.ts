import { splitPhoneNumbers } from "../phone-digits";

const mostWords = 32;

/** Any text as one FTS5 string, with what begins so. Inside quotes nothing has a meaning. */
function beginsWith(word: string): string {
  return `"${word.replaceAll('"', '""').replaceAll("\0", "")}"*`;
}

/**
 * A search as people type it → an FTS5 expression: every word must begin a word of the event, and
 * a phone number matches in any of its shapes. No input is a syntax error; null when there is
 * nothing in it to look for.
 */
export function toFullTextQuery(q: string): string | null {
  const { numbers, rest } = splitPhoneNumbers(q);
  const words = rest.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const terms = [
    ...numbers.map((forms) => `(${forms.map(beginsWith).join(" OR ")})`),
    ...words.map(beginsWith),
  ];
  return terms.length === 0 ? null : terms.slice(0, mostWords).join(" AND ");
}
