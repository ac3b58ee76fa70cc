"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type EventListFilter, timeRanges } from "@/lib/api-client/events/event-list-filter";
import { eventFilterSchema } from "@/lib/filter/event-filter";
import { type FilterName, filterRows } from "@/lib/filter/filter-fields";

/** What a list's URL can say: the fields of a filter, and a time range that is relative to now. */
type FilterParam = FilterName | "range";

const params: readonly FilterParam[] = [...filterRows.map(([name]) => name), "range"];
const parsers: Record<string, typeof parseAsString> = Object.fromEntries(
  params.map((name) => [name, parseAsString]),
);

/** The filter that a page's URL says; a part that makes no sense is left out, not an error. */
export function parseEventFilter(written: Readonly<Record<string, string | null>>) {
  const { range, ...asked } = written;
  const present = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== null && value !== ""),
  );
  const first = eventFilterSchema.safeParse(present);
  if (first.error) {
    for (const issue of first.error.issues) Reflect.deleteProperty(present, String(issue.path[0]));
  }
  const filter: EventListFilter = first.data ?? eventFilterSchema.parse(present);
  const known = timeRanges.find((candidate) => candidate === range);
  const fixed = filter.from !== undefined || filter.to !== undefined;
  return known && !fixed ? { ...filter, range: known } : filter;
}

export type FilterChanges = Readonly<Partial<Record<FilterParam, string | null>>>;

/** The list's filter, which lives in the URL and nowhere else. */
export function useEventFilter() {
  const [written, write] = useQueryStates(parsers, { history: "replace" });
  const filter = useMemo(() => parseEventFilter(written), [written]);
  return {
    filter,
    isFiltered: Object.values(filter).some((value) => value !== undefined),
    setFilter: (changes: FilterChanges) => {
      void write({ ...changes });
    },
    /** As setFilter, but Back leads to what was shown before. */
    stepInto: (changes: FilterChanges) => {
      void write({ ...changes }, { history: "push" });
    },
    clear: () => {
      void write(null);
    },
  };
}

export type EventFilterState = ReturnType<typeof useEventFilter>;

/** The field itself and those that only make sense within it, let go of. */
export function dropped(field: FilterName): FilterChanges {
  const gone = filterRows.filter(([name, { within }]) => name === field || within === field);
  return Object.fromEntries(gone.map(([name]) => [name, null]));
}
