import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/api-client/request/api-error";
import { type ItemState, runBulk } from "./run-bulk";

const busy = (retryAfterSeconds: number) =>
  new ApiError({
    code: "kazoo_busy",
    title: "Kazoo has had too many requests.",
    status: 429,
    requestId: null,
    fields: {},
    retryAfterSeconds,
  });

function watched(items: readonly string[], act: (item: string) => Promise<void>) {
  const told: [string, ItemState["is"]][] = [];
  const last = new Map<string, ItemState>();
  const pauses: number[] = [];
  const stopper = new AbortController();
  const run = runBulk({
    items,
    act,
    signal: stopper.signal,
    tell: (item, state) => {
      told.push([item, state.is]);
      last.set(item, state);
    },
    pause: async (ms) => {
      pauses.push(ms);
      return true;
    },
  });
  return { run, told, last, pauses, stop: () => stopper.abort() };
}

describe("runBulk", () => {
  it("does all of them, whatever becomes of one", async () => {
    const { run, last } = watched(["a", "b", "c"], async (item) => {
      if (item === "b") throw new Error("no");
    });
    await run;
    expect([...last].map(([item, { is }]) => `${item} ${is}`).sort()).toEqual([
      "a done",
      "b failed",
      "c done",
    ]);
  });

  it("works at two at a time", async () => {
    let working = 0;
    let most = 0;
    const { run } = watched(["a", "b", "c", "d"], async () => {
      working += 1;
      most = Math.max(most, working);
      await Promise.resolve();
      working -= 1;
    });
    await run;
    expect(most).toBe(2);
  });

  it("gives Kazoo the pause it asks for, then goes on with the same one", async () => {
    let asked = 0;
    const { run, told, pauses } = watched(["a"], async () => {
      asked += 1;
      if (asked < 3) throw busy(7);
    });
    await run;
    expect(told.map(([, is]) => is)).toEqual([
      "working",
      "paused",
      "working",
      "paused",
      "working",
      "done",
    ]);
    expect(pauses).toEqual([7_000, 7_000]);
  });

  it("gives up on a Kazoo that is busy for good", async () => {
    const { run, last, pauses } = watched(["a"], async () => {
      throw busy(1);
    });
    await run;
    expect(last.get("a")).toEqual({ is: "failed", why: "Kazoo has had too many requests." });
    expect(pauses).toHaveLength(6);
  });

  it("stops with what was not begun; what was begun is answered", async () => {
    const begun: string[] = [];
    const watching = watched(["a", "b", "c", "d"], async (item) => {
      begun.push(item);
      watching.stop();
    });
    await watching.run;
    const ended = [...watching.last].map(([item, { is }]) => `${item} ${is}`).sort();
    expect(begun).toEqual(["a"]);
    expect(ended).toEqual(["a done", "b stopped", "c stopped", "d stopped"]);
  });
});
