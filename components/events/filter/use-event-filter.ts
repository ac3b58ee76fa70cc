"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { type EventListFilter, timeRanges } from "@/lib/api-client/events/event-list-filter";
import { eventKinds } from "@/lib/domain/event";
import { eventFilterSchema } from "@/lib/filter/event-filter";

const parsers = {
  trigger: parseAsString,
  kind: parseAsStringLiteral(eventKinds),
  action: parseAsString,
  type: parseAsString,
  webhookId: parseAsString,
  callId: parseAsString,
  q: parseAsString,
  range: parseAsStringLiteral(timeRanges),
  from: parseAsString,
  to: parseAsString,
  quarantined: parseAsStringLiteral(["true"]),
};

type FilterParams = { [Name in keyof typeof parsers]: string | null };
export type FilterName = keyof FilterParams;

/** The filter that a page's URL says; a part that makes no sense is left out, not an error. */
export function parseEventFilter(params: FilterParams): EventListFilter {
  const { range, ...asked } = params;
  const present = Object.fromEntries(
    Object.entries(asked).filter(([, value]) => value !== null && value !== ""),
  );
  const first = eventFilterSchema.safeParse(present);
  if (first.error) {
    for (const issue of first.error.issues) Reflect.deleteProperty(present, String(issue.path[0]));
  }
  const filter = first.data ?? eventFilterSchema.parse(present);
  const known = timeRanges.find((candidate) => candidate === range);
  const fixed = filter.from !== undefined || filter.to !== undefined;
  return known && !fixed ? { ...filter, range: known } : filter;
}

/** The list's filter, which lives in the URL and nowhere else. */
export function useEventFilter() {
  const [params, setParams] = useQueryStates(parsers, { history: "replace" });
  type FilterChanges = Partial<Parameters<typeof setParams>[0]>;
  const filter = useMemo(() => parseEventFilter(params), [params]);
  return {
    filter,
    isFiltered: Object.values(filter).some((value) => value !== undefined),
    setFilter: (changes: FilterChanges) => {
      void setParams(changes);
    },
    /** As setFilter, but Back leads to what was shown before. */
    stepInto: (changes: FilterChanges) => {
      void setParams(changes, { history: "push" });
    },
    clear: () => {
      void setParams(null);
    },
  };
}

export type EventFilterState = ReturnType<typeof useEventFilter>;
