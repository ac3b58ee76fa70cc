import { describe, expect, it } from "vitest";
import { timeRanges } from "@/lib/api-client/events/event-list-filter";
import { histogramSpan } from "./histogram-span";

const now = new Date(2026, 2, 9, 12, 4, 31, 250).getTime();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const wide = { nowMs: now, mostBars: 96, oldestAt: 0 };

function lengthOf(filter: Parameters<typeof histogramSpan>[0], context = wide) {
  const span = histogramSpan(filter, context);
  return span && span.to - span.from;
}

describe("what a histogram covers", () => {
  it("is the last day when no range is chosen and there are older events", () => {
    const span = histogramSpan({}, wide);
    expect(span).toEqual({
      from: new Date(2026, 2, 8, 12, 15).getTime(),
      to: new Date(2026, 2, 9, 12, 15).getTime(),
      bars: 96,
      words: "Last 24 hours",
    });
  });

  it("is shorter when all there is came lately, and says so", () => {
    const young = { ...wide, oldestAt: now - 40 * minute };
    expect(histogramSpan({}, young)?.words).toBe("Last hour, nothing is older");
    expect(lengthOf({}, young)).toBe(hour);
    expect(lengthOf({}, { ...wide, oldestAt: now - 13 * hour })).toBe(day);
  });

  it("is the last day while there is no event at all", () => {
    const empty = { nowMs: now, mostBars: 96, oldestAt: null };
    expect(histogramSpan({}, empty)?.words).toBe("Last 24 hours");
  });

  it.each(timeRanges)("follows the range %s in whole bars that hold now", (range) => {
    for (const mostBars of [48, 96]) {
      const span = histogramSpan({ range }, { ...wide, mostBars });
      if (!span) throw new Error("no span");
      const width = (span.to - span.from) / span.bars;
      expect(span.bars).toBeLessThanOrEqual(mostBars);
      expect(width % 1_000).toBe(0);
      expect(span.to).toBeGreaterThan(now);
      expect(span.to - width).toBeLessThanOrEqual(now);
    }
  });

  it("stands still between two bars", () => {
    const later = { ...wide, nowMs: now + 5_000 };
    expect(histogramSpan({ range: "1h" }, later)).toEqual(histogramSpan({ range: "1h" }, wide));
  });

  it("keeps to both ends of a fixed range", () => {
    const from = now - 3 * hour;
    const span = histogramSpan({ from, to: from + 74 * minute }, wide);
    expect(span).toMatchObject({ from, to: from + 74 * minute, bars: 74 });
    expect(histogramSpan({ from, to: from + 433 * minute }, wide)?.bars).toBe(96);
    expect(histogramSpan({ from, to: from + 1_500 }, wide)?.bars).toBe(2);
  });

  it("reaches from a fixed start over now", () => {
    const from = now - 2 * hour;
    const span = histogramSpan({ from }, wide);
    expect(span?.from).toBe(from);
    expect(span?.to).toBeGreaterThan(now);
    expect(span?.to).toBeLessThanOrEqual(now + 2 * minute);
  });

  it("is the day before a fixed end, in words", () => {
    const to = new Date(2026, 2, 9, 10, 0).getTime();
    const span = histogramSpan({ to }, wide);
    expect(span).toMatchObject({ from: to - day, to, words: "24 hours before 2026-03-09 10:00" });
  });

  it("is nothing when the range ends before it begins", () => {
    expect(histogramSpan({ from: now, to: now }, wide)).toBeNull();
  });
});
