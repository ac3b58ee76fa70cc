import { describe, expect, it } from "vitest";
import { barWidthWords, bucketsInWords, histogramSummary, shortCount } from "./histogram-words";

const none = { object: 0, call: 0, notification: 0, message: 0, unknown: 0 };
const now = new Date(2026, 2, 9, 18, 0).getTime();
const quarter = (hour: number, minute: number, counts: Partial<typeof none> = {}) => ({
  from: new Date(2026, 2, 9, hour, minute).getTime(),
  to: new Date(2026, 2, 9, hour, minute + 15).getTime(),
  counts: { ...none, ...counts },
});

describe("a histogram in words", () => {
  it("reads a bar as its time and its counts by kind", () => {
    expect(bucketsInWords([quarter(12, 0, { call: 1_200, object: 1 })], now)).toBe(
      "Today, 12:00 – 12:15: 1,201 events (1 object, 1,200 call)",
    );
    expect(bucketsInWords([quarter(12, 0)], now)).toBe("Today, 12:00 – 12:15: no events");
  });

  it("leaves midnight to the day that ends there, and names both days otherwise", () => {
    expect(bucketsInWords([quarter(23, 45)], now)).toBe("Today, 23:45 – 00:00: no events");
    expect(bucketsInWords([quarter(23, 45), quarter(24, 0)], now)).toBe(
      "2026-03-09 23:45 – 2026-03-10 00:15: no events",
    );
  });

  it("is summed up with its highest bar", () => {
    const buckets = [quarter(12, 0, { call: 1 }), quarter(12, 15, { call: 3 })];
    expect(histogramSummary(buckets, now)).toBe(
      "Today, 12:00 – 12:30: 4 events (4 call). Most in one bar: 3 events, Today, 12:15 – 12:30.",
    );
    expect(histogramSummary([quarter(12, 0)], now)).toBe("Today, 12:00 – 12:15: no events.");
  });

  it("says what a bar stands for where that is a round time", () => {
    expect([900_000, 3_600_000, 81_875].map(barWidthWords)).toEqual([
      "15 minutes a bar",
      "1 hour a bar",
      null,
    ]);
    expect([7, 12_345].map(shortCount)).toEqual(["7", "12.3k"]);
  });
});
