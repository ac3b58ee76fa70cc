import type { HistogramBucket } from "@/lib/domain/event-histogram";

/** Which bars somebody points at, by index; between `anchor` and `at` where there are several. */
export interface BarChoice {
  readonly at: number;
  readonly anchor: number | null;
}

const steps: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  Home: () => 0,
  End: (_at, last) => last,
};

/** Where a key leads; with shift it takes the bars on the way along. Null: not a key of this. */
export function moveChoice(
  choice: BarChoice,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  count: number,
): BarChoice | null {
  const step = steps[key];
  if (!step) return null;
  const last = count - 1;
  const at = Math.min(Math.max(step(choice.at, last), 0), last);
  return { at, anchor: shiftKey ? (choice.anchor ?? choice.at) : null };
}

/** The buckets that are chosen, oldest first. */
export function chosenBuckets(
  buckets: readonly HistogramBucket[],
  { at, anchor }: BarChoice,
): readonly HistogramBucket[] {
  const other = anchor ?? at;
  return buckets.slice(Math.min(at, other), Math.max(at, other) + 1);
}

/** The time range that shows what these buckets count; null without any. Whole seconds, outwards. */
export function rangeOf(
  buckets: readonly HistogramBucket[],
): { readonly from: string; readonly to: string } | null {
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return null;
  const iso = (seconds: number) => new Date(seconds * 1_000).toISOString();
  return { from: iso(Math.floor(first.from / 1_000)), to: iso(Math.ceil(last.to / 1_000)) };
}
