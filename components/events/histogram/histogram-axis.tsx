"use client";

import { timeTicks } from "./time-ticks";

interface HistogramAxisProps {
  /** Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly mostTicks: number;
}

/** Local times below the bars. Read out, each bar says its time by itself. */
export function HistogramAxis({ from, to, mostTicks }: HistogramAxisProps) {
  return (
    <div aria-hidden className="nums relative h-4 font-mono text-ink-faint text-xs">
      {timeTicks({ from, to }, mostTicks).map(({ at, label }) => {
        const share = (at - from) / (to - from);
        // A label that would stand out at the right is as good as none.
        if (share > 0.97) return null;
        return (
          <span
            key={at}
            style={{ left: `${share * 100}%` }}
            className="absolute top-0 -translate-x-1/2 whitespace-nowrap pt-0.5 before:absolute before:top-0 before:left-1/2 before:h-[3px] before:w-px before:bg-edge"
          >
            {label}
          </span>
        );
      })}
    </div>
  );
}
