"use client";

import { useId, useMemo } from "react";
import { classNames } from "@/components/ui/class-names";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import { kindHues } from "../event-kind-mark";
import { chosenBuckets } from "./bar-choice";
import { HistogramTip } from "./histogram-tip";
import { bucketsInWords, histogramSummary } from "./histogram-words";
import { stackedBars } from "./stacked-bars";
import { type StillWaiting, stillWaitingWords } from "./still-waiting";
import { useBarChoice } from "./use-bar-choice";

interface HistogramPlotProps {
  readonly buckets: readonly HistogramBucket[];
  readonly waiting: StillWaiting | null;
  readonly nowMs: number;
  readonly onChoose: (chosen: readonly HistogramBucket[]) => void;
}

/** The bars. Click, drag, or arrow keys and Enter choose some of them. */
export function HistogramPlot({ buckets, waiting, nowMs, onChoose }: HistogramPlotProps) {
  const summaryId = useId();
  const bars = useMemo(() => stackedBars(buckets), [buckets]);
  const { choice, dragging, handlers } = useBarChoice(buckets, onChoose);
  const chosen = choice ? chosenBuckets(buckets, choice) : [];
  const first = choice ? Math.min(choice.at, choice.anchor ?? choice.at) : 0;
  const share = (count: number) => count / buckets.length;
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label="Events over time"
      aria-describedby={summaryId}
      aria-valuemin={1}
      aria-valuemax={buckets.length}
      aria-valuenow={(choice?.at ?? buckets.length - 1) + 1}
      aria-valuetext={bucketsInWords(choice ? chosen : buckets.slice(-1), nowMs)}
      className="relative h-full cursor-crosshair touch-pan-y select-none rounded-none border-line border-b"
      {...handlers}
    >
      {waiting && (
        <div
          className="pointer-events-none absolute inset-y-0 right-0 min-w-0.5 bg-sunken"
          style={{ left: `${waiting.from * 100}%` }}
        />
      )}
      {chosen.length > 0 && (
        <div
          className={classNames(
            "pointer-events-none absolute -top-1 bottom-0",
            dragging || chosen.length > 1 ? "bg-accent-soft" : "bg-hover",
          )}
          style={{ left: `${share(first) * 100}%`, width: `${share(chosen.length) * 100}%` }}
        />
      )}
      <svg
        aria-hidden
        viewBox={`0 0 ${buckets.length} 1`}
        preserveAspectRatio="none"
        className="pointer-events-none absolute inset-0 size-full"
      >
        {bars.map(({ kind, path }) => (
          <path key={kind} d={path} fill="currentColor" className={kindHues[kind]} />
        ))}
      </svg>
      <p id={summaryId} className="sr-only">
        {histogramSummary(buckets, nowMs)} {waiting && `${stillWaitingWords(waiting)}. `}Arrow keys
        move over the bars, with Shift over several, Enter lists only their events.
      </p>
      {chosen.length > 0 && (
        <HistogramTip
          buckets={chosen}
          nowMs={nowMs}
          center={share(first + chosen.length / 2)}
          dragging={dragging}
        />
      )}
    </div>
  );
}
