import { eventKinds } from "@/lib/domain/event";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import { countWords } from "@/lib/format/count";
import { EventKindMark } from "../event-kind-mark";
import { bucketsTimeWords, eventCountWords } from "./histogram-words";
import { sumCounts, totalOf } from "./stacked-bars";

interface HistogramTipProps {
  readonly buckets: readonly HistogramBucket[];
  readonly nowMs: number;
  /** Where it points at, as a share of the plot's width. */
  readonly center: number;
  readonly dragging: boolean;
}

/** What the bars under the pointer hold. */
export function HistogramTip({ buckets, nowMs, center, dragging }: HistogramTipProps) {
  const counts = sumCounts(buckets);
  const kinds = eventKinds.filter((kind) => counts[kind] > 0);
  return (
    <div
      aria-hidden
      style={{ left: `clamp(104px, ${center * 100}%, 100% - 104px)` }}
      className="nums pointer-events-none absolute top-full z-30 mt-1 w-52 -translate-x-1/2 rounded bg-raised px-2.5 py-1.5 text-xs shadow-float"
    >
      <p className="font-medium">{bucketsTimeWords(buckets, nowMs)}</p>
      <p className="text-ink-soft">
        {kinds.length === 0 ? "No events" : eventCountWords(totalOf(counts))}
      </p>
      {kinds.map((kind) => (
        <p key={kind} className="flex justify-between gap-4">
          <EventKindMark kind={kind} />
          <span className="font-mono">{countWords(counts[kind])}</span>
        </p>
      ))}
      <p className="pt-0.5 text-ink-faint">
        Repeats count once.
        <br />
        {dragging ? "Let go to list these." : "Click, drag or Enter to list these."}
      </p>
    </div>
  );
}
