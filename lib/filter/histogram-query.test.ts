import { expect, test } from "vitest";
import { histogramQuerySchema } from "./histogram-query";

test("a histogram covers the last day in 60 buckets unless told otherwise", () => {
  const before = Date.now();
  const { filter, buckets } = histogramQuerySchema.parse({});
  expect(buckets).toBe(60);
  expect(filter.to).toBeGreaterThanOrEqual(before);
  expect(filter.to - filter.from).toBe(86_400_000);
  expect(histogramQuerySchema.parse({ to: "86400001", q: "x" }).filter).toEqual({
    from: 1,
    to: 86_400_001,
    q: "x",
  });
});

test.each([{ buckets: "0" }, { buckets: "201" }, { buckets: "x" }, { from: "5", to: "5" }])(
  "%j is no histogram",
  (query) => {
    expect(histogramQuerySchema.safeParse(query).success).toBe(false);
  },
);
