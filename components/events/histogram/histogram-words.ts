import { eventKinds } from "@/lib/domain/event";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import { countWords } from "@/lib/format/count";
import { eventKindNames } from "@/lib/format/event-kind";
import { dayInWords, localDay, localInstant, shortClockTime } from "@/lib/format/instant";
import { highestTotal, type KindCounts, sumCounts, totalOf } from "./stacked-bars";

const compact = new Intl.NumberFormat("en-GB", { notation: "compact", maximumFractionDigits: 1 });

/** A count where there is little room: "12.3k". */
export function shortCount(count: number): string {
  return compact.format(count);
}

/** "1 event", "12,345 events". */
export function eventCountWords(count: number): string {
  return `${countWords(count)} ${count === 1 ? "event" : "events"}`;
}

/** The time of some neighbouring buckets: "Today, 12:00 – 12:15". */
export function bucketsTimeWords(buckets: readonly HistogramBucket[], nowMs: number): string {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return "";
  const { from } = first;
  const { to } = last;
  // The end isn't part of it: midnight still belongs to the day before.
  if (localDay(from) !== localDay(to - 1)) return `${localInstant(from)} – ${localInstant(to)}`;
  return `${dayInWords(from, nowMs)}, ${shortClockTime(from)} – ${shortClockTime(to)}`;
}

function kindsInWords(counts: KindCounts): string {
  return eventKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${countWords(counts[kind])} ${eventKindNames[kind].toLowerCase()}`)
    .join(", ");
}

/** Some buckets read out: "Today, 12:00 – 12:15: 3 events (2 call, 1 object)". */
export function bucketsInWords(buckets: readonly HistogramBucket[], nowMs: number): string {
  const counts = sumCounts(buckets);
  const total = totalOf(counts);
  const time = bucketsTimeWords(buckets, nowMs);
  if (total === 0) return `${time}: no events`;
  return `${time}: ${eventCountWords(total)} (${kindsInWords(counts)})`;
}

/** The whole chart for who doesn't see it. */
export function histogramSummary(buckets: readonly HistogramBucket[], nowMs: number): string {
  const all = bucketsInWords(buckets, nowMs);
  const highest = highestTotal(buckets);
  const peak = buckets.find(({ counts }) => totalOf(counts) === highest);
  if (!peak || highest === 0) return `${all}.`;
  return `${all}. Most in one bar: ${eventCountWords(highest)}, ${bucketsTimeWords([peak], nowMs)}.`;
}

const units = [
  [86_400_000, "day", "days"],
  [3_600_000, "hour", "hours"],
  [60_000, "minute", "minutes"],
  [1_000, "second", "seconds"],
] as const;

/** How much time a bar stands for: "15 minutes a bar"; null when it is no round number. */
export function barWidthWords(widthMs: number): string | null {
  for (const [unitMs, one, many] of units) {
    if (widthMs % unitMs === 0) {
      const count = widthMs / unitMs;
      return count === 1 ? `1 ${one} a bar` : `${count} ${many} a bar`;
    }
  }
  return null;
}
