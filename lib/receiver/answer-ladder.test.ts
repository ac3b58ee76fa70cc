import { describe, expect, it } from "vitest";
import { createAnswerLadder, type LadderOptions } from "./answer-ladder";

const acme = { cluster: "default", accountId: "a".repeat(32) };
const other = { cluster: "default", accountId: "b".repeat(32) };

/** A ladder on a clock that stands still between calls of `pass`. */
function ladderAt(options: Omit<LadderOptions, "now"> = {}) {
  let nowMs = 1_764_000_000_000;
  const ladder = createAnswerLadder({ holdSeconds: 60, ...options, now: () => nowMs });
  return {
    ladder,
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    refuse: (webhookId: string | null = "w1", scope = acme) =>
      ladder.refuse({ scope, webhookId, receiverKeyId: "k1" }).rung,
  };
}

describe("the answer ladder", () => {
  it("holds deliveries for the holding time since the store began to fail", () => {
    const { ladder, refuse, pass } = ladderAt();
    expect(ladder.refuse({ scope: acme, webhookId: "w1", receiverKeyId: "k1" })).toEqual({
      rung: "hold",
      retryAfterSeconds: 5,
      begins: true,
    });
    pass(59);
    expect(ladder.refuse({ scope: acme, webhookId: "w2", receiverKeyId: "k1" })).toMatchObject({
      rung: "hold",
      begins: false,
    });
    pass(1);
    expect(refuse()).toBe("fail");
  });

  it("then fails three a minute and webhook, and gives the others up", () => {
    const { refuse, pass, ladder } = ladderAt({ holdSeconds: 0 });
    expect([refuse(), refuse(), refuse(), refuse()]).toEqual(["fail", "fail", "fail", "give_up"]);
    expect(refuse("w2")).toBe("fail");
    expect(refuse("w1", other)).toBe("fail");
    pass(59);
    expect(refuse()).toBe("give_up");
    pass(1);
    expect(refuse()).toBe("fail");
    expect(ladder.totals()).toEqual({ held: 0, failed: 6, notStored: 2 });
  });

  it("never fails a webhook more often than allowed within any minute", () => {
    const { refuse, pass } = ladderAt({ holdSeconds: 0, failsPerMinute: 3 });
    const failedAt: number[] = [];
    for (let second = 0; second < 600; second += 7) {
      if (refuse() === "fail") failedAt.push(second);
      pass(7);
    }
    for (const start of failedAt) {
      const within = failedAt.filter((at) => at >= start && at - start < 60);
      expect(within.length).toBeLessThanOrEqual(3);
    }
  });

  it("takes the receiver key for the webhook of a delivery that names none", () => {
    const { refuse } = ladderAt({ holdSeconds: 0, failsPerMinute: 1 });
    expect([refuse(null), refuse(null), refuse("w1")]).toEqual(["fail", "give_up", "fail"]);
  });

  it("tells of each delivery that it gives up, and of no other", () => {
    const lost: unknown[] = [];
    const onLost = (scope: unknown, at: number) => lost.push([scope, at]);
    const { refuse, pass } = ladderAt({ holdSeconds: 5, failsPerMinute: 1, onLost });
    refuse();
    pass(10);
    refuse();
    refuse();
    pass(2);
    refuse("w1", other);
    refuse("w1", other);
    const start = 1_764_000_000_000;
    expect(lost).toEqual([
      [acme, start + 10_000],
      [other, start + 12_000],
    ]);
  });

  it("holds again after the store has worked for a while", () => {
    const { ladder, refuse, pass } = ladderAt();
    refuse();
    pass(61);
    expect(refuse()).toBe("fail");
    pass(20);
    ladder.stored();
    expect(ladder.failingSince()).toBeNull();
    expect(refuse()).toBe("hold");
  });

  it("does not hold a delivery for ever that can't be stored while others are", () => {
    const { ladder, refuse, pass } = ladderAt();
    const rungs: string[] = [];
    for (let second = 0; second <= 60; second += 5) {
      rungs.push(refuse());
      ladder.stored();
      pass(5);
    }
    expect(rungs.at(-1)).toBe("fail");
  });
});
