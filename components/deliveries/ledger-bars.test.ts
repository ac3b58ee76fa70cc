import { expect, test } from "vitest";
import type { LedgerCounts } from "@/lib/domain/ledger";
import { ledgerBars, outcomePaths, sumOutcomes } from "./ledger-bars";

const hourMs = 3_600_000;
const start = Date.UTC(2026, 2, 9, 12);

function ofHour(hours: number, counts: Partial<LedgerCounts>): LedgerCounts {
  const none = { arrived: 0, retried: 0, missing: 0, recovered: 0, disputed: 0 };
  return { webhookId: "w1", hour: start + hours * hourMs, ...none, ...counts };
}

test("a day has a bar an hour, those without a delivery too, oldest first", () => {
  const counts = [ofHour(23, { missing: 2 }), ofHour(0, { arrived: 3 })];
  const bars = ledgerBars(counts, { from: start, to: start + 24 * hourMs });
  expect(bars.map(({ counts: { arrived } }) => arrived)).toEqual([3, ...Array(23).fill(0)]);
  expect(bars.at(-1)?.counts.missing).toBe(2);
});

test("webhooks of one hour stand in one bar, and a wide range joins hours without losing any", () => {
  const counts = [
    ofHour(5, { arrived: 1 }),
    { ...ofHour(5, { arrived: 4 }), webhookId: "w2" },
    ofHour(743, { missing: 1 }),
  ];
  const bars = ledgerBars(counts, { from: start + 1, to: start + 744 * hourMs });
  expect(bars.length).toBeLessThanOrEqual(48);
  expect(sumOutcomes(bars.map((bar) => bar.counts))).toEqual(sumOutcomes(counts));
  expect(bars[0]?.counts.arrived).toBe(5);
});

test("one failure beside ten thousand arrivals is seen, and stays inside the plot", () => {
  const counts = [ofHour(0, { arrived: 10_000, missing: 1 })];
  const paths = outcomePaths(ledgerBars(counts, { from: start, to: start + hourMs }));
  expect(paths.map(({ outcome }) => outcome)).toEqual(["arrived", "missing"]);
  const [, bottom = 0, top = 0] =
    /M[\d.]+ ([\d.]+)V([\d.]+)/.exec(paths[1]?.path ?? "")?.map(Number) ?? [];
  expect(bottom - top).toBeGreaterThan(0.05);
  expect(top).toBeGreaterThanOrEqual(0);
});
