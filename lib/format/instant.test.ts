import { describe, expect, it } from "vitest";
import {
  betweenInWords,
  clockTime,
  dayInWords,
  exactInstant,
  localInstant,
  timeAgo,
} from "./instant";

const morning = new Date(2026, 2, 9, 4, 5, 6, 78).getTime();

describe("instants", () => {
  it("are shown to the second in a list and to the millisecond with zone on demand", () => {
    expect(clockTime(morning)).toBe("04:05:06");
    expect(exactInstant(morning)).toMatch(/^2026-03-09 04:05:06\.078 [+-]\d\d:\d\d$/);
  });

  it("are separated into days as people say them", () => {
    const nextEvening = new Date(2026, 2, 10, 23, 0).getTime();
    expect(dayInWords(morning, morning)).toBe("Today");
    expect(dayInWords(morning, nextEvening)).toBe("Yesterday");
    expect(dayInWords(morning, new Date(2026, 5, 1).getTime())).toBe("Monday 9 March");
    expect(dayInWords(morning, new Date(2027, 5, 1).getTime())).toBe("Monday 9 March 2026");
  });

  it("that something happened between are one time when they are one minute", () => {
    const [from, to] = [morning, morning + 3_600_000];
    expect(betweenInWords(from, to, to)).toBe("between 04:05 and 05:05");
    expect(betweenInWords(from, from + 1_000, to)).toBe("at 04:05");
    const dayAfter = to + 86_400_000;
    expect(betweenInWords(from, to, dayAfter)).toBe(
      "between 2026-03-09 04:05 and 2026-03-09 05:05",
    );
  });

  it("are short where the second does not matter", () => {
    expect(localInstant(new Date(2026, 2, 9, 4, 5).getTime())).toBe("2026-03-09 04:05");
    expect(localInstant(morning)).toBe("2026-03-09 04:05:06");
  });

  it("fade from seconds to days", () => {
    expect(timeAgo(morning, morning + 3_000)).toBe("just now");
    expect(timeAgo(morning, morning + 240_000)).toBe("4 min ago");
    expect(timeAgo(morning, morning + 90_000_000)).toBe("1 day ago");
  });
});
