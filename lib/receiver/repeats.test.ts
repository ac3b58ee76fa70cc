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
const sent = (text: string, changes: { webhookId?: string; query?: string } = {}) => ({
  receiverKey,
  webhookId: "w1",
  query: null,
  body: Buffer.from(text),
  ...changes,
});

/** Stores under ids that count up and notes what each was said to repeat. */
function notebook() {
  const marks: (string | null)[] = [];
  const store = async (repeatOf: string | null) => {
    marks.push(repeatOf);
    return `e${marks.length}`;
  };
  return { marks, store };
}

describe("a delivery that came before", () => {
  it("is marked as a repeat of the first, also when all come at once", async () => {
    const repeats = createRepeats();
    const { marks, store } = notebook();
    await Promise.all(["x", "x", "x", "x"].map((text) => repeats.store(sent(text), store)));
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
      await repeats.store(sent("x"), store);
    }
    expect(marks).toEqual([null, "e1", null, "e3"]);
  });

  it("never repeats one that could not be stored", async () => {
    const repeats = createRepeats();
    const { marks, store } = notebook();
    const failed = repeats.store(sent("x"), () => Promise.reject(new Error("disk full")));
    const waiting = repeats.store(sent("x"), store);
    await expect(failed).rejects.toThrow("disk full");
    await waiting;
    await repeats.store(sent("x"), store);
    expect(marks).toEqual([null, "e1"]);
  });

  it("is recognised after a restart, for a minute", async () => {
    const asked: number[] = [];
    let nowMs = 100_000;
    const repeats = createRepeats({
      now: () => nowMs,
      recall: async (_scope, since) => {
        asked.push(since);
        const at = 70_000;
        return [{ webhookId: "w1", query: null, body: Buffer.from("x"), id: "old", at }];
      },
    });
    const { marks, store } = notebook();
    for (const text of ["x", "x", "y"]) await repeats.store(sent(text), store);
    nowMs = 130_000;
    await repeats.store(sent("x"), store);
    expect(marks).toEqual(["old", "old", null, null]);
    expect(asked).toEqual([40_000]);
  });

  it("is stored all the same when what came before can't be read", async () => {
    const repeats = createRepeats({ recall: () => Promise.reject(new Error("no disk")) });
    const { marks, store } = notebook();
    await repeats.store(sent("x"), store);
    await repeats.store(sent("x"), store);
    expect(marks).toEqual([null, "e1"]);
  });
});
