import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createTabLead, type LeadWord } from "./tab-lead";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const longEnoughMs = 20_000;

/** Tabs that hear one another, and which of them lead. */
function openTabs(...ids: string[]) {
  const leaders = new Set<string>();
  const deaf = new Set<string>();
  const tabs = new Map(
    ids.map((id) => {
      const say = (word: LeadWord) => {
        if (deaf.has(id)) return;
        for (const [other, tab] of tabs) {
          if (other !== id && !deaf.has(other)) queueMicrotask(() => tab.hear(word, id));
        }
      };
      const onLead = () => leaders.add(id);
      const onYield = () => leaders.delete(id);
      return [id, createTabLead({ id, say, onLead, onYield })];
    }),
  );
  const find = (id: string) => {
    const tab = tabs.get(id);
    if (!tab) throw new Error("no such tab");
    return tab;
  };
  return {
    find,
    deaf,
    async leadersLater() {
      await vi.advanceTimersByTimeAsync(longEnoughMs);
      return [...leaders];
    },
  };
}

describe("of a browser's tabs", () => {
  it("one leads, however many stand at once", async () => {
    const { find, leadersLater } = openTabs("a", "b", "c");
    for (const id of ["c", "a", "b"]) find(id).stand();
    expect(await leadersLater()).toEqual(["a"]);
  });

  it("the one that leads goes on when others come", async () => {
    const { find, leadersLater } = openTabs("a", "b");
    find("b").stand();
    expect(await leadersLater()).toEqual(["b"]);
    find("a").stand();
    expect(await leadersLater()).toEqual(["b"]);
  });

  it("another leads when the first withdraws, and when it is gone without a word", async () => {
    const { find, deaf, leadersLater } = openTabs("a", "b", "c");
    for (const id of ["a", "b", "c"]) find(id).stand();
    await leadersLater();
    find("a").withdraw();
    expect(await leadersLater()).toEqual(["b"]);
    deaf.add("b");
    expect(await leadersLater()).toEqual(["b", "c"]);
    // It only slept: the two agree on one.
    deaf.delete("b");
    expect(await leadersLater()).toEqual(["b"]);
  });

  it("one that doesn't stand never leads", async () => {
    const { find, leadersLater } = openTabs("a", "b");
    find("b").stand();
    find("b").withdraw();
    expect(await leadersLater()).toEqual([]);
  });
});
