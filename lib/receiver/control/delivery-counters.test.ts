import { expect, test } from "vitest";
import { durationBounds } from "@/lib/control/control";
import { createDeliveryCounters } from "./delivery-counters";

test("a duration is counted in the bucket that ends with or after it, the longest beyond all", () => {
  const { observe, durations } = createDeliveryCounters();
  for (const seconds of [0, 0.001, 0.0011, 0.02, 1, 1.01, 60]) observe(seconds);
  const { counts, sumSeconds } = durations();
  const filled = counts.flatMap((count, at) =>
    count > 0 ? [[durationBounds[at] ?? "more", count]] : [],
  );
  expect(filled).toEqual([
    [0.001, 2],
    [0.0025, 1],
    [0.02, 1],
    [1, 1],
    ["more", 2],
  ]);
  expect(sumSeconds).toBeCloseTo(62.0321);
});
