import type { EventSummary } from "@/lib/domain/event";
import type { EventFilter } from "@/lib/filter/event-filter";

export const timeRanges = ["15m", "1h", "24h", "7d"] as const;
export type TimeRange = (typeof timeRanges)[number];

const minuteMs = 60_000;
/** How long a relative range is, milliseconds. */
export const rangeMs: Readonly<Record<TimeRange, number>> = {
  "15m": 15 * minuteMs,
  "1h": 60 * minuteMs,
  "24h": 24 * 60 * minuteMs,
  "7d": 7 * 24 * 60 * minuteMs,
};

/** A list's filter as its URL says it: `range` is relative to now, `from` and `to` are fixed. */
export interface EventListFilter extends EventFilter {
  readonly range?: TimeRange | undefined;
}

/** The filter for one request: a relative range becomes an instant only when it is asked. */
export function filterAt({ range, ...filter }: EventListFilter, nowMs: number): EventFilter {
  return range ? { ...filter, from: nowMs - rangeMs[range] } : filter;
}

/** The events a relative range still means at `nowMs`; all of them where the list has none. */
export function withinRange(
  events: readonly EventSummary[],
  { range }: EventListFilter,
  nowMs: number,
): readonly EventSummary[] {
  if (!range) return events;
  const from = nowMs - rangeMs[range];
  const inRange = events.filter((event) => event.receivedAt >= from);
  return inRange.length === events.length ? events : inRange;
}
