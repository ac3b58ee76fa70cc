import { type LedgerCounts, type LedgerOutcome, ledgerOutcomes } from "@/lib/domain/ledger";

const hourMs = 3_600_000;
const maxBars = 48;
/** A bar that holds anything is at least this high: one failure beside ten thousand is still there. */
const leastShare = 0.08;
const gapShare = 0.16;

export type OutcomeCounts = Readonly<Record<LedgerOutcome, number>>;

export interface LedgerBar {
  /** Unix milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly counts: OutcomeCounts;
}

export function sumOutcomes(counts: readonly OutcomeCounts[]): OutcomeCounts {
  const sum = { arrived: 0, retried: 0, missing: 0, recovered: 0, disputed: 0 };
  for (const each of counts) {
    for (const outcome of ledgerOutcomes) sum[outcome] += each[outcome];
  }
  return sum;
}

export function totalOutcomes(counts: OutcomeCounts): number {
  return ledgerOutcomes.reduce((total, outcome) => total + counts[outcome], 0);
}

/** Whole hours of a range, or as many hours together as leave few enough bars, oldest first. */
export function ledgerBars(
  counts: readonly LedgerCounts[],
  { from, to }: { readonly from: number; readonly to: number },
): readonly LedgerBar[] {
  const first = Math.floor(from / hourMs) * hourMs;
  const hours = Math.max(1, Math.ceil((to - first) / hourMs));
  const stepMs = Math.ceil(hours / maxBars) * hourMs;
  return Array.from({ length: Math.ceil((hours * hourMs) / stepMs) }, (_, index) => {
    const start = first + index * stepMs;
    const end = start + stepMs;
    const inside = counts.filter(({ hour }) => hour >= start && hour < end);
    return { from: start, to: end, counts: sumOutcomes(inside) };
  });
}

const short = (value: number) => Number(value.toFixed(3));

/** One SVG path per outcome that occurs: a bar is one unit wide, the highest one unit high. */
export function outcomePaths(
  bars: readonly LedgerBar[],
): readonly { readonly outcome: LedgerOutcome; readonly path: string }[] {
  const highest = Math.max(1, ...bars.map(({ counts }) => totalOutcomes(counts)));
  const paths = new Map<LedgerOutcome, string>();
  bars.forEach(({ counts }, index) => {
    const present = ledgerOutcomes.filter((outcome) => counts[outcome] > 0);
    const shares = present.map((outcome) => Math.max(counts[outcome] / highest, leastShare));
    const sum = shares.reduce((total, share) => total + share, 0);
    let bottom = 1;
    present.forEach((outcome, place) => {
      // Small ones that were raised must not lift the bar out of the plot.
      const top = bottom - (shares[place] ?? 0) / Math.max(1, sum);
      const left = short(index + gapShare / 2);
      const bar = `M${left} ${short(bottom)}V${short(top)}h${1 - gapShare}V${short(bottom)}z`;
      paths.set(outcome, (paths.get(outcome) ?? "") + bar);
      bottom = top;
    });
  });
  return ledgerOutcomes.flatMap((outcome) => {
    const path = paths.get(outcome);
    return path ? [{ outcome, path }] : [];
  });
}
