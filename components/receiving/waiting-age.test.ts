import { describe, expect, it } from "vitest";
import { isToldOf, waitingSeconds } from "./waiting-age";

/** A state in which the oldest delivery has waited for so long; the server's clock is its own. */
const waitingFor = (ms: number) => ({
  readAt: 1_000_000,
  waiting: { deliveries: 3, bytes: 300, oldestAt: 1_000_000 - ms },
});
const nothing = { readAt: 1_000_000, waiting: null };

describe("what waits for the database", () => {
  it("is told of once it has waited for seconds, and no longer when it is nearly over", () => {
    expect([0, 900, 4_999, 5_000].map((ms) => isToldOf(waitingFor(ms), false))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect([4_999, 1_000, 999].map((ms) => isToldOf(waitingFor(ms), true))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isToldOf(nothing, true)).toBe(false);
  });

  it("grows older between two readings, but a reading that stays the last is not stretched", () => {
    expect(waitingSeconds(waitingFor(40_000), 0)).toBe(40);
    expect(waitingSeconds(waitingFor(40_000), 1_500)).toBe(41);
    expect(waitingSeconds(waitingFor(40_000), 600_000)).toBe(43);
  });

  it("is never younger than nothing, whatever the clocks say", () => {
    expect(waitingSeconds(waitingFor(-5_000), -1_000)).toBe(0);
    expect(isToldOf(waitingFor(-5_000), false)).toBe(false);
  });
});
