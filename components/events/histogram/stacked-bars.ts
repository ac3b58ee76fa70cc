import { type EventKind, eventKinds } from "@/lib/domain/event";
import type { HistogramBucket } from "@/lib/domain/event-histogram";

/** A bar that holds anything is at least this high: one event beside ten thousand is still there. */
const leastShare = 0.05;
const gapShare = 0.16;

export type KindCounts = HistogramBucket["counts"];

export function totalOf(counts: KindCounts): number {
  return eventKinds.reduce((total, kind) => total + counts[kind], 0);
}

/** How many of each kind some buckets hold together. */
export function sumCounts(buckets: readonly HistogramBucket[]): KindCounts {
  const sum = { object: 0, call: 0, notification: 0, message: 0, unknown: 0 };
  for (const { counts } of buckets) {
    for (const kind of eventKinds) sum[kind] += counts[kind];
  }
  return sum;
}

/** The most events in one bucket, 0 when all are empty. */
export function highestTotal(buckets: readonly HistogramBucket[]): number {
  return buckets.reduce((highest, { counts }) => Math.max(highest, totalOf(counts)), 0);
}

const short = (value: number) => Number(value.toFixed(3));

/**
 * One SVG path per kind that occurs: a bucket is one unit wide, the highest bar one unit high, the
 * kinds of a bucket stand on each other in the order of `eventKinds`.
 */
export function stackedBars(
  buckets: readonly HistogramBucket[],
): readonly { readonly kind: EventKind; readonly path: string }[] {
  const highest = highestTotal(buckets);
  const paths = new Map<EventKind, string>();
  buckets.forEach(({ counts }, index) => {
    const total = totalOf(counts);
    if (total === 0) return;
    const height = Math.max(total / highest, leastShare);
    const left = short(index + gapShare / 2);
    const width = 1 - gapShare;
    let below = 0;
    for (const kind of eventKinds) {
      if (counts[kind] === 0) continue;
      const bottom = 1 - (below / total) * height;
      below += counts[kind];
      const top = 1 - (below / total) * height;
      const bar = `M${left} ${short(bottom)}V${short(top)}h${width}V${short(bottom)}z`;
      paths.set(kind, (paths.get(kind) ?? "") + bar);
    }
  });
  return eventKinds.flatMap((kind) => {
    const path = paths.get(kind);
    return path ? [{ kind, path }] : [];
  });
}
