"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import {
  eventHistogramQuery,
  oldestEventQuery,
} from "@/lib/api-client/events/event-histogram-query";
import type { EventListFilter } from "@/lib/api-client/events/event-list-filter";
import { toApiError } from "@/lib/api-client/request/api-error";
import { useServerNow } from "@/lib/api-client/request/server-clock";
import { histogramSpan } from "./histogram-span";

const clockEveryMs = 5_000;
/** Asked for while the span isn't known; never read. */
const noSpan = { from: 0, to: 0, bars: 1, words: "" };

interface HistogramOptions {
  readonly accountId: string;
  readonly filter: EventListFilter;
  readonly paused: boolean;
  /** Null while it isn't known how wide the screen is. */
  readonly mostBars: number | null;
}

/** Counts for the list's filter. Goes on with time and with what arrives, unless it is paused. */
export function useEventHistogram({ accountId, filter, paused, mostBars }: HistogramOptions) {
  const now = useServerNow(clockEveryMs);
  const [shownAt, setShownAt] = useState(now);
  if (!paused && shownAt !== now) setShownAt(now);
  const isOpen = !filter.range && filter.from === undefined && filter.to === undefined;
  const oldest = useQuery({ ...oldestEventQuery(accountId), enabled: isOpen && mostBars !== null });
  const oldestAt = oldest.data;
  const span = useMemo(() => {
    if (mostBars === null) return undefined;
    // Without an answer about the oldest event, the last day is right too.
    if (isOpen && oldestAt === undefined && !oldest.isError) return undefined;
    return histogramSpan(filter, { nowMs: shownAt, mostBars, oldestAt: oldestAt ?? null });
  }, [filter, isOpen, mostBars, oldestAt, oldest.isError, shownAt]);
  const { from, to, bars } = span ?? noSpan;
  const { range: _, ...conditions } = filter;
  const query = useQuery({
    ...eventHistogramQuery(accountId, { ...conditions, from, to }, bars),
    enabled: (asked) => Boolean(span) && !(paused && asked.state.data !== undefined),
    placeholderData: keepPreviousData,
  });
  return {
    /** Undefined while it isn't known; null when the chosen range has no time in it. */
    span,
    buckets: span ? query.data : undefined,
    /** What is shown isn't the answer to what is asked now. */
    isOutdated: query.isPlaceholderData,
    readAt: query.dataUpdatedAt,
    error: query.error && toApiError(query.error),
    retry: () => void query.refetch(),
    shownAt,
  };
}
