import type { EventListFilter, TimeRange } from "@/lib/api-client/events/event-list-filter";
import { localDay, localInstant, shortClockTime } from "@/lib/format/instant";

export const rangeNames: Readonly<Record<TimeRange, string>> = {
  "15m": "Last 15 minutes",
  "1h": "Last hour",
  "24h": "Last 24 hours",
  "7d": "Last 7 days",
};

/** A list's time range in words; null when it has none. */
export function timeRangeWords({ range, from, to }: EventListFilter): string | null {
  if (range) return rangeNames[range];
  if (from !== undefined && to !== undefined) {
    const sameDay = localDay(from) === localDay(to);
    return `${localInstant(from)} – ${sameDay ? shortClockTime(to) : localInstant(to)}`;
  }
  if (from !== undefined) return `Since ${localInstant(from)}`;
  return to === undefined ? null : `Before ${localInstant(to)}`;
}
