import { describe, expect, it } from "vitest";
import { streamWords } from "./stream-words";

const live = {
  connection: "live",
  lostAt: null,
  caughtUp: null,
  problem: null,
  held: false,
  unreadable: false,
  kazoo: "answers",
  online: true,
  isFeedOff: false,
} as const;

describe("the stream's light", () => {
  it("does not claim that events are received when Hookline is not heard", () => {
    const { word, meaning } = streamWords({ ...live, connection: "offline" });
    expect(word).toBe("Hookline unreachable");
    expect(meaning).toContain("may be missing");
  });

  it("never says Live while nothing that sends here is on", () => {
    for (const held of [false, true]) {
      const { word, meaning, look } = streamWords({ ...live, isFeedOff: true, held });
      expect(word).toBe("Webhooks off");
      expect(meaning).toContain("no event can arrive");
      expect(look).toBe("failing");
    }
  });

  it("calls offline only a browser without a network", () => {
    const { word, meaning } = streamWords({ ...live, connection: "offline", online: false });
    expect(word).toBe("Offline");
    expect(meaning).not.toContain("missing");
  });

  it("tells a refusal in Hookline's sentence, also when Kazoo is unreachable", () => {
    const problem = "This account is not in your tree.";
    expect(
      streamWords({ ...live, connection: "refused", problem, kazoo: "unreachable" }).meaning,
    ).toContain(problem);
  });

  it("tells what is known of Kazoo, and that nothing was given up yet", () => {
    expect(streamWords({ ...live, kazoo: "unreachable" }).word).toBe("Kazoo unreachable");
    expect(streamWords({ ...live, kazoo: "slow" }).word).toBe("Waiting for Kazoo");
    expect(streamWords({ ...live, kazoo: "slow" }).meaning).toContain("still waiting");
  });

  it("asks for a reload when the page can't read what Hookline sends", () => {
    expect(streamWords({ ...live, unreadable: true }).word).toBe("Reload the page");
  });

  it("says live only of a stream that is open and moves", () => {
    expect(streamWords(live).word).toBe("Live");
    expect(streamWords({ ...live, held: true }).word).toBe("Paused");
    expect(streamWords({ ...live, caughtUp: 3 }).word).toBe("Live · caught up 3");
  });
});
