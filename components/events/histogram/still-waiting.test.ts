import { describe, expect, it } from "vitest";
import { stillWaiting, stillWaitingWords } from "./still-waiting";

const counts = { object: 0, call: 0, notification: 0, message: 0, unknown: 0 };
const bars = [0, 1, 2, 3].map((n) => ({ from: n * 60_000, to: (n + 1) * 60_000, counts }));
const waits = (oldestAt: number, readAt = 240_000) => ({
  readAt,
  waiting: { deliveries: 1_200, bytes: 1, oldestAt },
});

describe("deliveries that the bars can't count yet", () => {
  it("belong from the oldest of them on", () => {
    expect(stillWaiting(waits(180_000), bars)).toEqual({ deliveries: 1_200, from: 0.75 });
    expect(stillWaiting(waits(-1), bars)?.from).toBe(0);
    expect(stillWaitingWords({ deliveries: 1_200, from: 0 })).toBe("1,200 still waiting");
  });

  it("are none where nothing waits, or nothing is known", () => {
    expect(stillWaiting({ waiting: null, readAt: 240_000 }, bars)).toBeNull();
    expect(stillWaiting(undefined, bars)).toBeNull();
    expect(stillWaiting(waits(180_000), undefined)).toBeNull();
  });

  it("are not told of while they are about to be stored", () => {
    expect(stillWaiting(waits(235_001), bars)).toBeNull();
    expect(stillWaiting(waits(235_000), bars)).not.toBeNull();
  });

  it("are nothing to a span that they don't belong to", () => {
    expect(stillWaiting(waits(240_000, 300_000), bars)).toBeNull();
    expect(stillWaiting(waits(-60_000, -1), bars)).toBeNull();
  });
});
