"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "@/components/ui/controls/button";
import { eventKinds } from "@/lib/domain/event";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import { countWords } from "@/lib/format/count";
import { EventKindMark } from "../event-kind-mark";
import { barWidthWords, eventCountWords } from "./histogram-words";
import { sumCounts, totalOf } from "./stacked-bars";
import { type StillWaiting, stillWaitingWords } from "./still-waiting";

interface HistogramHeaderProps {
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
  /** What the chart covers, as a person says it; "" while that isn't known. */
  readonly words: string;
  readonly buckets: readonly HistogramBucket[] | undefined;
  /** What they don't count yet. */
  readonly waiting: StillWaiting | null;
  /** What is to be said about the counts: that they are held, or old. */
  readonly note: ReactNode;
  /** Gives up a fixed time range; null where there is none. */
  readonly onReset: (() => void) | null;
}

interface CountsProps {
  readonly buckets: readonly HistogramBucket[];
  readonly waiting: StillWaiting | null;
}

function Counts({ buckets, waiting }: CountsProps) {
  const counts = sumCounts(buckets);
  const [first] = buckets;
  const width = first && barWidthWords(first.to - first.from);
  return (
    <>
      <span className="shrink-0 @max-xl:ml-auto">{eventCountWords(totalOf(counts))}</span>
      {waiting && <span className="shrink-0 text-ink-faint">{stillWaitingWords(waiting)}</span>}
      {width && <span className="shrink-0 hidden text-ink-faint @5xl:inline">{width}</span>}
      <span className="ml-auto hidden shrink-0 items-center gap-3 @xl:flex">
        {eventKinds.map(
          (kind) =>
            counts[kind] > 0 && (
              <span key={kind} className="flex items-center gap-1.5">
                <EventKindMark kind={kind} wordClassName="sr-only @4xl:not-sr-only" />
                <span className="font-mono">{countWords(counts[kind])}</span>
              </span>
            ),
        )}
      </span>
    </>
  );
}

/** What the histogram shows, in one line that stays when it is folded. */
export function HistogramHeader(props: HistogramHeaderProps) {
  const { folded, onFold, words, buckets, waiting, note, onReset } = props;
  const id = useId();
  const Chevron = folded ? ChevronRight : ChevronDown;
  return (
    <div className="nums flex h-7 min-w-0 items-center gap-x-3 text-ink-soft text-xs">
      <button
        type="button"
        aria-expanded={!folded}
        aria-label={folded ? "Show events over time" : "Hide events over time"}
        aria-describedby={id}
        onClick={() => onFold(!folded)}
        className="-ml-1.5 flex h-7 min-w-0 items-center gap-1 rounded pr-1.5 hover:bg-hover hover:text-ink"
      >
        <Chevron className="size-4 shrink-0 text-ink-faint" aria-hidden />
        <span id={id} className="truncate font-medium text-ink">
          {words || "Events over time"}
        </span>
      </button>
      {onReset && (
        <Button
          size="sm"
          look="quiet"
          className="-ml-2 h-6! not-hover:text-accent"
          onClick={onReset}
        >
          Any time
        </Button>
      )}
      {note}
      {!folded && buckets && <Counts buckets={buckets} waiting={waiting} />}
    </div>
  );
}
