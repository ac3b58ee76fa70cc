import { describe, expect, it } from "vitest";
import { streamWords } from "./stream-words";

const live = {
  connection: "live",
  lostAt: null,
  caughtUp: null,
  problem: null,
  held: false,
  kazooReachable: true,
  online: true,
} as const;

describe("the stream's light", () => {
  it("does not claim that events are received when Hookline is not heard", () => {
    const { word, meaning } = streamWords({ ...live, connection: "offline" });
    expect(word).toBe("Hookline unreachable");
    expect(meaning).toContain("may be missing");
  });

  it("calls offline only a browser without a network", () => {
    const { word, meaning } = streamWords({ ...live, connection: "offline", online: false });
    expect(word).toBe("Offline");
    expect(meaning).not.toContain("missing");
  });

  it("tells a refusal in Hookline's sentence, also when Kazoo is unreachable", () => {
    const problem = "This account is not in your tree.";
    expect(
      streamWords({ ...live, connection: "refused", problem, kazooReachable: false }).meaning,
    ).toContain(problem);
  });

  it("says live only of a stream that is open and moves", () => {
    expect(streamWords(live).word).toBe("Live");
    expect(streamWords({ ...live, held: true }).word).toBe("Paused");
    expect(streamWords({ ...live, caughtUp: 3 }).word).toBe("Live · caught up 3");
  });
});
