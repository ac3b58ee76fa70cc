import { afterEach, describe, expect, it, vi } from "vitest";
import { timeTicks } from "./time-ticks";

afterEach(() => vi.unstubAllEnvs());

function labels(from: Date, to: Date, most: number) {
  return timeTicks({ from: from.getTime(), to: to.getTime() }, most).map(({ label }) => label);
}

describe("timeTicks", () => {
  it("stand at whole local hours, and name the day where it begins", () => {
    vi.stubEnv("TZ", "Asia/Kolkata");
    const from = new Date(2026, 2, 8, 12, 15);
    expect(labels(from, new Date(2026, 2, 9, 12, 15), 4)).toEqual([
      "18:00",
      "9 Mar",
      "06:00",
      "12:00",
    ]);
  });

  it("stay at whole hours on the day the clock is put forward", () => {
    vi.stubEnv("TZ", "Europe/Berlin");
    const day = labels(new Date(2026, 2, 29, 0, 30), new Date(2026, 2, 29, 23, 30), 8);
    expect(day).toEqual(["03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"]);
  });

  it("tell seconds in a short span and days in a long one", () => {
    const noon = new Date(2026, 2, 9, 12, 0, 10);
    expect(labels(noon, new Date(2026, 2, 9, 12, 0, 55), 4)).toEqual([
      "12:00:15",
      "12:00:30",
      "12:00:45",
    ]);
    expect(labels(noon, new Date(2026, 2, 16, 12), 4)).toEqual(["11 Mar", "13 Mar", "15 Mar"]);
  });

  it.each([1, 7, 90, 1_440, 10_080, 5_000_000])("are few in a span of %i minutes", (minutes) => {
    const from = new Date(2026, 2, 9, 12, 3).getTime();
    const ticks = timeTicks({ from, to: from + minutes * 60_000 }, 9);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(10);
  });
});
