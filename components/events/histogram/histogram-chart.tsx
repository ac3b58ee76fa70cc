"use client";

import type { HistogramBucket } from "@/lib/domain/event-histogram";
import { HistogramAxis } from "./histogram-axis";
import { HistogramPlot } from "./histogram-plot";
import { shortCount } from "./histogram-words";
import { highestTotal } from "./stacked-bars";
import type { StillWaiting } from "./still-waiting";

interface HistogramChartProps {
  readonly buckets: readonly HistogramBucket[];
  readonly waiting: StillWaiting | null;
  readonly nowMs: number;
  readonly mostTicks: number;
  readonly onChoose: (chosen: readonly HistogramBucket[]) => void;
}

/** Bars, the height of the highest at their left, the time below. */
export function HistogramChart(props: HistogramChartProps) {
  const { buckets, waiting, nowMs, mostTicks, onChoose } = props;
  const highest = highestTotal(buckets);
  const [first] = buckets;
  const last = buckets.at(-1);
  return (
    <>
      <span
        aria-hidden
        className="nums absolute top-0 -left-10 w-9 truncate text-right font-mono text-ink-faint text-xs"
      >
        {highest > 0 && shortCount(highest)}
      </span>
      <div className="relative h-10 md:h-12">
        {highest === 0 && !waiting && (
          <p className="absolute inset-0 flex items-center justify-center text-ink-faint text-xs">
            No events in this span
          </p>
        )}
        <HistogramPlot buckets={buckets} waiting={waiting} nowMs={nowMs} onChoose={onChoose} />
      </div>
      {first && last && <HistogramAxis from={first.from} to={last.to} mostTicks={mostTicks} />}
    </>
  );
}
