import { describe, expect, it } from "vitest";
import { type HealthFacts, judgeHealth, usualRateOf } from "./judge-health";
import type { HealthState } from "./webhook-health";

const hourMs = 3_600_000;
const now = 1_764_000_000_000;
const usual = { perDay: 48, longestPauseMs: 3 * hourMs };
const fine: HealthFacts = {
  state: "active",
  receivesHere: true,
  failures: 0,
  lastEventAt: now - hourMs,
  usual,
  now,
};
const quietFor = (ms: number) => ({ lastEventAt: now - ms });

describe("what is wrong with a webhook", () => {
  it.each<[string, HealthState, Partial<HealthFacts>]>([
    ["nothing", "fine", {}],
    ["Kazoo switched it off", "auto-disabled", { state: "auto-disabled" }],
    ["that comes before its failures", "auto-disabled", { state: "auto-disabled", failures: 7 }],
    [
      "that comes before its silence",
      "auto-disabled",
      { state: "auto-disabled", lastEventAt: null },
    ],
    ["a person switched it off", "off", { state: "disabled" }],
    ["its failures before that are no news", "off", { state: "disabled", failures: 3 }],
    ["it never fired, but it is off", "off", { state: "disabled", lastEventAt: null }],
    ["one failed attempt", "failing", { failures: 1 }],
    ["failures come before silence", "failing", { failures: 2, ...quietFor(99 * hourMs) }],
    ["failures of one that posts elsewhere", "failing", { failures: 4, receivesHere: false }],
    ["attempts that can't be read accuse nobody", "fine", { failures: null }],
    ["quiet for twice its longest pause", "fine", quietFor(6 * hourMs)],
    ["quiet for longer", "silent", quietFor(6 * hourMs + 1)],
    ["quiet without habits", "fine", { usual: null, ...quietFor(99 * hourMs) }],
    [
      "a busy one that is quiet for less than two hours",
      "fine",
      { usual: { perDay: 9_000, longestPauseMs: 1 }, ...quietFor(2 * hourMs) },
    ],
    ["nothing of it is stored", "never-fired", { lastEventAt: null, usual: null }],
    ["one that posts elsewhere is not seen", "fine", { lastEventAt: null, receivesHere: false }],
    ["nor is its silence", "fine", { receivesHere: false, ...quietFor(99 * hourMs) }],
  ])("%s: %s", (_name, state, facts) => {
    expect(judgeHealth({ ...fine, ...facts })).toBe(state);
  });
});

describe("the usual rate", () => {
  const hours = (...ago: number[]) => ago.map((hoursAgo) => ({ hoursAgo, count: 2 }));
  const everyHour = (from: number, count: number) =>
    hours(...Array.from({ length: count }, (_, index) => from + index));

  it("is not known from less than twelve active hours", () => {
    expect(usualRateOf({ hours: everyHour(0, 11) })).toBeNull();
    expect(usualRateOf({ hours: [] })).toBeNull();
  });

  it("is what came a day, over the time from the first to the last delivery", () => {
    expect(usualRateOf({ hours: everyHour(30, 12) })).toMatchObject({ perDay: 48 });
  });

  it("has the longest pause of nights and weekends, so that these are no silence", () => {
    const officeHours = [...everyHour(2, 8), ...everyHour(26, 8)];
    expect(usualRateOf({ hours: officeHours })).toMatchObject({ longestPauseMs: 18 * hourMs });
  });

  it("has pauses of two hours at most where no hour is empty", () => {
    expect(usualRateOf({ hours: everyHour(0, 168) })).toMatchObject({ longestPauseMs: 2 * hourMs });
  });
});
