import { expect, test } from "vitest";
import { lostWhileOff, neverFired } from "./recover-words";

const dayMs = 86_400_000;
const usual = { perDay: 48, longestPauseMs: dayMs };

test("what was lost while it was off is told from how often it usually fires", () => {
  expect(lostWhileOff(usual, dayMs)).toContain("about 48 events would usually have come");
  expect(lostWhileOff(usual, dayMs / 48)).toContain("about 1 event would");
});

test("where nobody knows how much it is, that is said", () => {
  expect(lostWhileOff(null, dayMs)).toBe(neverFired);
  expect(lostWhileOff(usual, null)).toBe(neverFired);
  expect(lostWhileOff(usual, 1_000)).toBe(neverFired);
});
