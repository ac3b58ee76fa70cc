import { describe, expect, it } from "vitest";
import { createRepeats } from "./repeats";

const minuteMs = 60_000;
const digest = Buffer.alloc(16, 1);

function sent(id: string, receivedAt: number, of = digest) {
  return { id, receivedAt, digest: of };
}

describe("repeats within a group", () => {
  it("are what was received less than a minute from the first of its kind", () => {
    const repeats = createRepeats();
    expect(repeats.repeatOf(sent("a", 0))).toBeNull();
    expect(repeats.repeatOf(sent("b", minuteMs - 1))).toBe("a");
    expect(repeats.repeatOf(sent("c", minuteMs))).toBeNull();
    expect(repeats.repeatOf(sent("d", minuteMs + 1))).toBe("c");
    expect(repeats.repeatOf(sent("e", 0, Buffer.alloc(16, 2)))).toBeNull();
    expect(repeats.firsts().map(({ id }) => id)).toEqual(["a", "c", "e"]);
  });

  it("repeat what the database has, whichever was received first", () => {
    const repeats = createRepeats();
    repeats.addStored(digest, { id: "stored", receivedAt: 2 * minuteMs });
    expect(repeats.repeatOf(sent("earlier", minuteMs + 1))).toBe("stored");
    expect(repeats.repeatOf(sent("too early", minuteMs))).toBeNull();
    expect(repeats.firsts().map(({ id }) => id)).toEqual(["too early"]);
  });
});
