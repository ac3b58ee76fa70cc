import { describe, expect, it } from "vitest";
import { createAnswerLadder, type LadderOptions } from "./answer-ladder";

/** A ladder on a clock that stands still between calls of `pass`. */
function ladderAt(options: Partial<LadderOptions> = {}) {
  let nowMs = 1_000;
  const now = () => nowMs;
  const ladder = createAnswerLadder({ holdSeconds: 60, failsPerMinute: 3, ...options, now });
  return {
    ladder,
    pass: (seconds: number) => {
      nowMs += seconds * 1000;
    },
    refuse: (webhookId: string | null = "w1") => ladder.refuse(webhookId).rung,
  };
}

describe("the answer ladder", () => {
  it("holds deliveries for the holding time since storing began to fail", () => {
    const { ladder, refuse, pass } = ladderAt();
    expect(ladder.refuse("w1")).toEqual({ rung: "hold", retryAfterSeconds: 5 });
    pass(59);
    expect(refuse("w2")).toBe("hold");
    pass(1);
    expect(refuse()).toBe("fail");
  });

  it("then fails three a minute and webhook, and gives the others up", () => {
    const { refuse, pass } = ladderAt({ holdSeconds: 0 });
    expect([refuse(), refuse(), refuse(), refuse()]).toEqual(["fail", "fail", "fail", "give_up"]);
    expect(refuse("w2")).toBe("fail");
    pass(59);
    expect(refuse()).toBe("give_up");
    pass(1);
    expect(refuse()).toBe("fail");
  });

  it("never fails a webhook more often than allowed within any minute", () => {
    const { refuse, pass } = ladderAt({ holdSeconds: 0 });
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

  it("takes all deliveries that name no webhook for one webhook's", () => {
    const { refuse } = ladderAt({ holdSeconds: 0, failsPerMinute: 1 });
    expect([refuse(null), refuse(null), refuse("w1")]).toEqual(["fail", "give_up", "fail"]);
  });

  it("keeps a webhook's budget whatever other ids a sender makes up", () => {
    const { refuse, pass } = ladderAt({ holdSeconds: 0, failsPerMinute: 1 });
    expect(refuse("w1")).toBe("fail");
    const made = Array.from({ length: 5_000 }, (_, number) => refuse(`made up ${number}`));
    expect(made.filter((rung) => rung === "fail")).toHaveLength(1_000);
    expect(refuse("w1")).toBe("give_up");
    pass(60);
    expect([refuse("w2"), refuse("w2")]).toEqual(["fail", "give_up"]);
  });

  it("holds again after storing has worked for a while", () => {
    const { ladder, refuse, pass } = ladderAt();
    refuse();
    pass(61);
    expect(refuse()).toBe("fail");
    pass(20);
    ladder.stored();
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

  it("only holds once another receiver has taken over, whatever the time", () => {
    let isRetiring = false;
    const { refuse, pass } = ladderAt({ isRetiring: () => isRetiring });
    refuse();
    pass(60);
    expect(refuse()).toBe("fail");
    isRetiring = true;
    const rungs = Array.from({ length: 10 }, () => refuse());
    expect(new Set(rungs)).toEqual(new Set(["hold"]));
  });
});
