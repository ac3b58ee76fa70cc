import { foldWords } from "../search/fold-words";
import { searchTerms } from "../search/search-terms";

/** The word that stands for an account in the index; no text has such a word. */
export function scopeWord(scopeId: number): string {
  return `#${scopeId}`;
}

/** The words of one spelling in order, the last one as the beginning of a word. */
function phrase(spelling: string): string | null {
  const words = foldWords(spelling);
  return words.length === 0 ? null : `(${words.join(" <-> ")}:*)`;
}

/** A search as people type it → the text of a tsquery within an account; null as in searchTerms. */
export function toTextQuery(scopeId: number, q: string): string | null {
  const terms = searchTerms(q)
    .map((spellings) => spellings.map(phrase).filter((part) => part !== null))
    .filter((parts) => parts.length > 0)
    .map((parts) => `(${parts.join(" | ")})`);
  return terms.length === 0 ? null : [`'${scopeWord(scopeId)}'`, ...terms].join(" & ");
}
