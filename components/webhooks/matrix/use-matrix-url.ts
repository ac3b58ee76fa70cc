"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { type MatrixFilter, rowStates } from "./matrix-filter";

/** Search and filter of the accounts, in the URL. */
export function useMatrixUrl() {
  const [filter, set] = useQueryStates(
    { q: parseAsString, state: parseAsStringLiteral(rowStates) },
    { history: "replace" },
  );
  return { filter, setFilter: (changes: Partial<MatrixFilter>) => void set(changes) };
}
