import type { Payload } from "@/lib/domain/event";
import { foldWords } from "../search/fold-words";
import { searchTerms } from "../search/search-terms";
import { searchText } from "../search/search-text";

// PostgreSQL's own bounds: positions beyond are not told apart.
const mostPositions = 16_383;

/** The word that stands for an account in the index; no text has such a word. */
function scopeWord(scopeId: number): string {
  return `'#${scopeId}'`;
}

/**
 * An event's words as the text of a tsvector. Made here and not by to_tsvector, whose parser reads
 * "call-1234" or an e-mail address otherwise than SQLite: both engines shall find the same.
 */
export function toTextVector(scopeId: number, payload: string | null): string {
  const parsed: Payload = payload === null ? null : JSON.parse(payload);
  const words = foldWords(searchText(parsed)).slice(0, mostPositions);
  return [scopeWord(scopeId), ...words.map((word, index) => `${word}:${index + 1}`)].join(" ");
}

/** The words of one spelling, one behind the other, the last as the beginning of a word. */
function phrase(spelling: string): string | null {
  const words = foldWords(spelling);
  return words.length === 0 ? null : `(${words.join(" <-> ")}:*)`;
}

/** A search as people type it → the text of a tsquery but for the account; null as in searchTerms. */
export function toTextQuery(q: string): string | null {
  const terms = searchTerms(q)
    .map((spellings) => spellings.map(phrase).filter((part) => part !== null))
    .filter((parts) => parts.length > 0)
    .map((parts) => `(${parts.join(" | ")})`);
  return terms.length === 0 ? null : terms.join(" & ");
}
