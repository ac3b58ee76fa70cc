import { splitPhoneNumbers } from "./phone-digits";

const mostTerms = 32;

/**
 * A search as people type it → its terms, all of which must match, each by one of its spellings: a
 * word, or the forms of a phone number. What is spelt must begin a word of the event. Empty when
 * there is nothing in it to look for.
 */
export function searchTerms(q: string): readonly (readonly string[])[] {
  const { numbers, rest } = splitPhoneNumbers(q.replaceAll("\0", ""));
  const words = rest.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  return [...numbers, ...words.map((word) => [word])].slice(0, mostTerms);
}
