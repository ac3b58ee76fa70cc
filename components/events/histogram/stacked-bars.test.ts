import { describe, expect, it } from "vitest";
import { highestTotal, type KindCounts, stackedBars, sumCounts, totalOf } from "./stacked-bars";

const none: KindCounts = { object: 0, call: 0, notification: 0, message: 0, unknown: 0 };
const bucket = (counts: Partial<KindCounts>, from = 0) => ({
  from,
  to: from + 1,
  counts: { ...none, ...counts },
});

/** Each rectangle of a path as [left, bottom, top]. */
function rectangles(path: string) {
  return [...path.matchAll(/M([\d.]+) ([\d.]+)V([\d.]+)h/g)].map((match) =>
    match.slice(1).map(Number),
  );
}

describe("stackedBars", () => {
  it("puts the kinds of a bucket on each other, the highest bar up to the top", () => {
    const bars = stackedBars([bucket({ object: 1, call: 3 }), bucket({ call: 2 })]);
    expect(bars.map(({ kind }) => kind)).toEqual(["object", "call"]);
    expect(rectangles(bars[0]?.path ?? "")).toEqual([[0.08, 1, 0.75]]);
    expect(rectangles(bars[1]?.path ?? "")).toEqual([
      [0.08, 0.75, 0],
      [1.08, 1, 0.5],
    ]);
  });

  it("still shows a single event beside ten thousand", () => {
    const [call] = stackedBars([bucket({ call: 10_000 }), bucket({ call: 1 })]);
    expect(rectangles(call?.path ?? "")[1]).toEqual([1.08, 1, 0.95]);
  });

  it("draws nothing where nothing came", () => {
    expect(stackedBars([bucket({}), bucket({})])).toEqual([]);
  });
});

describe("counts", () => {
  it("are added up by kind", () => {
    const buckets = [bucket({ call: 2, message: 1 }), bucket({ call: 5 })];
    expect(sumCounts(buckets)).toEqual({ ...none, call: 7, message: 1 });
    expect(totalOf(sumCounts(buckets))).toBe(8);
    expect(highestTotal(buckets)).toBe(5);
    expect(highestTotal([])).toBe(0);
  });
});
