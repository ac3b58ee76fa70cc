import { describe, expect, it } from "vitest";
import { chosenBuckets, moveChoice, rangeOf } from "./bar-choice";

const counts = { object: 0, call: 0, notification: 0, message: 0, unknown: 0 };
const start = Date.parse("2026-03-09T10:00:00.000Z");
const buckets = [0, 1, 2, 3].map((index) => ({
  from: start + index * 60_000,
  to: start + (index + 1) * 60_000,
  counts,
}));
const press = (key: string, shiftKey = false) => ({ key, shiftKey });

describe("choosing bars", () => {
  it("moves by arrow keys and stops at both ends", () => {
    expect(moveChoice({ at: 1, anchor: null }, press("ArrowRight"), 4)).toEqual({
      at: 2,
      anchor: null,
    });
    expect(moveChoice({ at: 0, anchor: null }, press("ArrowLeft"), 4)?.at).toBe(0);
    expect(moveChoice({ at: 2, anchor: null }, press("End"), 4)?.at).toBe(3);
    expect(moveChoice({ at: 2, anchor: null }, press("Home"), 4)?.at).toBe(0);
  });

  it("takes what lies between with shift, and lets go of it without", () => {
    const two = moveChoice({ at: 1, anchor: null }, press("ArrowRight", true), 4);
    expect(two).toEqual({ at: 2, anchor: 1 });
    expect(two && moveChoice(two, press("ArrowRight", true), 4)).toEqual({ at: 3, anchor: 1 });
    expect(two && moveChoice(two, press("ArrowLeft"), 4)).toEqual({ at: 1, anchor: null });
  });

  it("leaves other keys alone", () => {
    expect(moveChoice({ at: 1, anchor: null }, press("j"), 4)).toBeNull();
  });

  it("becomes the time range that those bars count, in whichever direction it was dragged", () => {
    for (const choice of [
      { at: 1, anchor: 2 },
      { at: 2, anchor: 1 },
    ]) {
      expect(rangeOf(chosenBuckets(buckets, choice))).toEqual({
        from: "2026-03-09T10:01:00.000Z",
        to: "2026-03-09T10:03:00.000Z",
      });
    }
  });

  it("never leaves out an event of a bar that ends within a second", () => {
    const odd = [{ from: start + 250, to: start + 1_750, counts }];
    expect(rangeOf(odd)).toEqual({
      from: "2026-03-09T10:00:00.000Z",
      to: "2026-03-09T10:00:02.000Z",
    });
    expect(rangeOf([])).toBeNull();
  });
});
