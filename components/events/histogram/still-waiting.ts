import type { HistogramBucket } from "@/lib/domain/event-histogram";
import type { ReceiverState } from "@/lib/domain/receiver-state";
import { countWords } from "@/lib/format/count";

/** Usually a delivery is stored, and counted, within a moment. */
const toldFromMs = 5_000;

/** What Kazoo delivered and the bars can't count yet. */
export interface StillWaiting {
  readonly deliveries: number;
  /** Where the oldest of them belongs, as a share of the bars' width. */
  readonly from: number;
}

/** Null where none of them belongs into the span of the bars, or none has waited for long. */
export function stillWaiting(
  state: Pick<ReceiverState, "waiting" | "readAt"> | undefined,
  buckets: readonly HistogramBucket[] | undefined,
): StillWaiting | null {
  const first = buckets?.[0];
  const last = buckets?.at(-1);
  if (!state?.waiting || !first || !last) return null;
  const { deliveries, oldestAt } = state.waiting;
  if (state.readAt - oldestAt < toldFromMs) return null;
  if (oldestAt >= last.to || state.readAt < first.from) return null;
  return { deliveries, from: Math.max(0, oldestAt - first.from) / (last.to - first.from) };
}

/** "12 still waiting". */
export function stillWaitingWords({ deliveries }: StillWaiting): string {
  return `${countWords(deliveries)} still waiting`;
}
