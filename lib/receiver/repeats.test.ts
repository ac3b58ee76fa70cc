import { Writable } from "node:stream";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { createRepeats } from "./repeats";

const receiverKey = {
  id: "k1",
  scope: { cluster: "default", accountId: "a".repeat(32) },
  name: "Default",
  key: "secret-part",
  createdAt: 0,
  lastUsedAt: null,
};
const sent = (text: string, changes: { webhookId?: string; query?: string; id?: string } = {}) => ({
  id: "e0",
  receiverKey,
  webhookId: "w1",
  query: null,
  body: Buffer.from(text),
  ...changes,
});

/** Notes what each was said to repeat. */
function notebook() {
  const marks: (string | null)[] = [];
  const store = async (repeatOf: string | null) => {
    marks.push(repeatOf);
  };
  return { marks, store };
}
const lost = () => Promise.reject(new Error("connection lost"));

/** A store that holds these events, as far as looking one up goes. */
function storeWith(ids: readonly string[]) {
  const state = { readable: true, lookedUp: 0 };
  const storedDeliveries = {
    since: () => Promise.resolve([]),
    has: async (_: unknown, id: string) => {
      state.lookedUp += 1;
      if (!state.readable) throw new Error("connection lost");
      return ids.includes(id);
    },
  };
  return { state, storedDeliveries };
}

/** What is logged as a warning. */
function warnings() {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, logger: pino({ level: "warn" }, sink) };
}

describe("a delivery that came before", () => {
  it("is marked as a repeat of the first, also when all come at once", async () => {
    const repeats = createRepeats();
    const { marks, store } = notebook();
    await Promise.all(
      ["e1", "e2", "e3", "e4"].map((id) => repeats.store(sent("x", { id }), store)),
    );
    expect(marks).toEqual([null, "e1", "e1", "e1"]);
  });

  it("is another one when webhook, query or body differ", async () => {
    const repeats = createRepeats();
    const { marks, store } = notebook();
    await repeats.store(sent("x"), store);
    await repeats.store(sent("x", { webhookId: "w2" }), store);
    await repeats.store(sent("x", { query: "a=1" }), store);
    await repeats.store(sent("y"), store);
    expect(marks).toEqual([null, null, null, null]);
  });

  it("is a new one after a minute", async () => {
    let nowMs = 0;
    const repeats = createRepeats({ now: () => nowMs });
    const { marks, store } = notebook();
    for (const at of [0, 59_999, 60_000, 60_001]) {
      nowMs = at;
      await repeats.store(sent("x", { id: `e${at}` }), store);
    }
    expect(marks).toEqual([null, "e0", null, "e60000"]);
  });

  it("never repeats one that could not be stored", async () => {
    const repeats = createRepeats();
    const { marks, store } = notebook();
    const failed = repeats.store(sent("x", { id: "e1" }), lost);
    const waiting = repeats.store(sent("x", { id: "e2" }), store);
    await expect(failed).rejects.toThrow("connection lost");
    await waiting;
    await repeats.store(sent("x", { id: "e3" }), store);
    expect(marks).toEqual([null, "e2"]);
  });

  it("is recognised after a restart, for a minute", async () => {
    const asked: number[] = [];
    let nowMs = 100_000;
    const repeats = createRepeats({
      now: () => nowMs,
      storedDeliveries: {
        ...storeWith([]).storedDeliveries,
        since: async (_scope, since) => {
          asked.push(since);
          const at = 70_000;
          return [{ webhookId: "w1", query: null, body: Buffer.from("x"), id: "old", at }];
        },
      },
    });
    const { marks, store } = notebook();
    for (const text of ["x", "x", "y"]) await repeats.store(sent(text), store);
    nowMs = 130_000;
    await repeats.store(sent("x"), store);
    expect(marks).toEqual(["old", "old", null, null]);
    expect(asked).toEqual([40_000]);
  });

  it.each([
    ["is refused", () => lost()],
    ["takes too long", () => new Promise<never>(() => {})],
  ])("is stored all the same when reading what came before %s", async (_, since) => {
    const { lines, logger } = warnings();
    const storedDeliveries = { ...storeWith([]).storedDeliveries, since };
    const repeats = createRepeats({ storedDeliveries, logger });
    const { marks, store } = notebook();
    await repeats.store(sent("x", { id: "e1" }), store);
    await repeats.store(sent("x", { id: "e2" }), store);
    expect(marks).toEqual([null, "e1"]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(receiverKey.scope.accountId);
  });
});

describe("a delivery whose writing failed", () => {
  it("is repeated by the next one if it is stored after all, and looked up once", async () => {
    const { state, storedDeliveries } = storeWith(["e1"]);
    const repeats = createRepeats({ storedDeliveries });
    const { marks, store } = notebook();
    await expect(repeats.store(sent("x", { id: "e1" }), lost)).rejects.toThrow("connection lost");
    for (const id of ["e2", "e3"]) await repeats.store(sent("x", { id }), store);
    expect(marks).toEqual(["e1", "e1"]);
    expect(state.lookedUp).toBe(1);
  });

  it("is still known when the store can be read again, for a minute", async () => {
    let nowMs = 0;
    const { state, storedDeliveries } = storeWith(["e1"]);
    const repeats = createRepeats({ storedDeliveries, now: () => nowMs });
    const { marks, store } = notebook();
    state.readable = false;
    for (const id of ["e1", "e2", "e3"]) {
      await expect(repeats.store(sent("x", { id }), lost)).rejects.toThrow("connection lost");
    }
    state.readable = true;
    nowMs = 59_999;
    await repeats.store(sent("x", { id: "e4" }), store);
    nowMs = 60_000;
    await repeats.store(sent("x", { id: "e5" }), store);
    expect(marks).toEqual(["e1", null]);
  });

  it("is not repeated more than a minute after it, however often it came in between", async () => {
    let nowMs = 0;
    const { state, storedDeliveries } = storeWith(["e1"]);
    const repeats = createRepeats({ storedDeliveries, now: () => nowMs });
    const { marks, store } = notebook();
    state.readable = false;
    for (const id of ["e1", "e2"]) {
      await expect(repeats.store(sent("x", { id }), lost)).rejects.toThrow("connection lost");
      nowMs += 40_000;
    }
    state.readable = true;
    await repeats.store(sent("x", { id: "e3" }), store);
    expect(marks).toEqual([null]);
  });

  it("keeps nobody waiting who comes while the store does not answer", async () => {
    const has = () => new Promise<never>(() => {});
    const repeats = createRepeats({ storedDeliveries: { ...storeWith([]).storedDeliveries, has } });
    const { marks, store } = notebook();
    await expect(repeats.store(sent("x", { id: "e1" }), lost)).rejects.toThrow("connection lost");
    await repeats.store(sent("x", { id: "e2" }), store);
    await repeats.store(sent("x", { id: "e3" }), store);
    expect(marks).toEqual([null, "e2"]);
  });

  it("waits for no more than two that fail, when many come at once", async () => {
    const repeats = createRepeats();
    const attempts: { readonly fail: () => void }[] = [];
    const store = () =>
      new Promise<never>((_, reject) => {
        attempts.push({ fail: () => reject(new Error("disk full")) });
      });
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    const all = ["e1", "e2", "e3", "e4", "e5"].map((id) =>
      repeats.store(sent("x", { id }), store).catch(() => id),
    );
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await turn();
      expect(attempts).toHaveLength(attempt + 1);
      attempts[attempt]?.fail();
    }
    await turn();
    expect(attempts).toHaveLength(5);
    for (const { fail } of attempts.slice(2)) fail();
    expect(await Promise.all(all)).toEqual(["e1", "e2", "e3", "e4", "e5"]);
  });
});
