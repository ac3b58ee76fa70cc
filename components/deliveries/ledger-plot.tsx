"use client";

import { useMemo } from "react";
import type { DeliverySpan } from "@/lib/api-client/deliveries/delivery-queries";
import { type LedgerCounts, ledgerOutcomes } from "@/lib/domain/ledger";
import { countWords, deliveriesInWords } from "@/lib/format/count";
import { localInstant, shortClockTime } from "@/lib/format/instant";
import { ledgerOutcomeInWords } from "@/lib/format/ledger-words";
import { HistogramAxis } from "../events/histogram/histogram-axis";
import {
  type LedgerBar,
  ledgerBars,
  type OutcomeCounts,
  outcomePaths,
  sumOutcomes,
  totalOutcomes,
} from "./ledger-bars";
import { outcomeHues } from "./outcome-mark";

function countsInWords(counts: OutcomeCounts): string {
  const parts = ledgerOutcomes
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${ledgerOutcomeInWords(outcome)}: ${countWords(counts[outcome])}`);
  return [deliveriesInWords(totalOutcomes(counts)), ...parts].join("\n");
}

function barInWords({ from, to, counts }: LedgerBar): string {
  return `${localInstant(from)} – ${shortClockTime(to)}\n${countsInWords(counts)}`;
}

interface LedgerPlotProps {
  readonly counts: readonly LedgerCounts[];
  readonly span: DeliverySpan;
}

/** Deliveries by hour and outcome. */
export function LedgerPlot({ counts, span }: LedgerPlotProps) {
  const bars = useMemo(() => ledgerBars(counts, span), [counts, span]);
  const paths = useMemo(() => outcomePaths(bars), [bars]);
  const [from, to] = [bars[0]?.from ?? span.from, bars.at(-1)?.to ?? span.to];
  return (
    <figure>
      <svg
        role="img"
        aria-label={`Deliveries over time. ${countsInWords(sumOutcomes(counts)).replaceAll("\n", ". ")}.`}
        viewBox={`0 0 ${bars.length} 1`}
        preserveAspectRatio="none"
        className="h-14 w-full border-line border-b"
      >
        {paths.map(({ outcome, path }) => (
          <path key={outcome} d={path} fill="currentColor" className={outcomeHues[outcome]} />
        ))}
        {bars.map((bar, index) => (
          <rect
            key={bar.from}
            x={index}
            width={1}
            height={1}
            fill="currentColor"
            className="text-transparent hover:text-ink/8"
          >
            <title>{barInWords(bar)}</title>
          </rect>
        ))}
      </svg>
      <HistogramAxis from={from} to={to} mostTicks={6} />
    </figure>
  );
}
