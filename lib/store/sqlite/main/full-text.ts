import { searchTerms } from "../../search/search-terms";

/** Any text as one FTS5 string, with what begins so. Inside quotes nothing has a meaning. */
function beginsWith(word: string): string {
  return `"${word.replaceAll('"', '""')}"*`;
}

/** A search as people type it → an FTS5 expression, never a wrong one; null as in searchTerms. */
export function toFullTextQuery(q: string): string | null {
  const terms = searchTerms(q).map((spellings) => `(${spellings.map(beginsWith).join(" OR ")})`);
  return terms.length === 0 ? null : terms.join(" AND ");
}
