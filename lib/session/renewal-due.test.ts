import { expect, test } from "vitest";
import { renewalDue } from "./renewal-due";

const minute = 60_000;

test.each([
  ["an hour's token is left alone for forty minutes", 60 * minute, 39 * minute, false],
  ["an hour's token is traded in its last twenty minutes", 60 * minute, 41 * minute, true],
  ["a short-lived one is left alone for half its life", 10 * minute, 4 * minute, false],
  ["a short-lived one is traded in its second half", 10 * minute, 6 * minute, true],
])("%s", (_, lifeMs, ageMs, due) => {
  expect(renewalDue({ obtainedAt: 0, expiresAt: lifeMs }, ageMs)).toBe(due);
});
