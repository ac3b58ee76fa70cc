import { expect, it } from "vitest";
import { exactInstant, localInstant } from "./instant";
import { parseInstant } from "./parse-instant";

const now = new Date(2026, 2, 9, 16, 0).getTime();
const at = (...parts: [number, number, number, number?, number?, number?, number?]) =>
  new Date(parts[0], parts[1], parts[2], ...parts.slice(3)).getTime();

it.each([
  ["2026-03-09 14:05", at(2026, 2, 9, 14, 5)],
  ["2026-03-09 14:05:31", at(2026, 2, 9, 14, 5, 31)],
  ["2026-03-09", at(2026, 2, 9)],
  ["2026/3/9 4:05", at(2026, 2, 9, 4, 5)],
  ["9.3.2026, 14:05", at(2026, 2, 9, 14, 5)],
  ["14:05", at(2026, 2, 9, 14, 5)],
  ["yesterday 14:05", at(2026, 2, 8, 14, 5)],
  ["Yesterday", at(2026, 2, 8)],
  ["2026-03-09T13:05:00Z", Date.UTC(2026, 2, 9, 13, 5)],
  ["2026-03-09T13:05:00.250Z", Date.UTC(2026, 2, 9, 13, 5, 0, 250)],
  ["2026-03-09 14:05:31.250 +01:00", Date.UTC(2026, 2, 9, 13, 5, 31, 250)],
  ["2026-03-09T09:05-0400", Date.UTC(2026, 2, 9, 13, 5)],
  ["2026-03-09 13:05 UTC", Date.UTC(2026, 2, 9, 13, 5)],
  ["1773061500", 1_773_061_500_000],
  ["1773061500250", 1_773_061_500_250],
  ["63940280700", 1_773_061_500_000],
  ["now", now],
  ["30 min ago", now - 1_800_000],
  ["2h", now - 7_200_000],
  ["7 days ago", now - 604_800_000],
])("%s is an instant", (text, ms) => {
  expect(parseInstant(text, now)).toBe(ms);
});

it("takes what is shown and copied, with zone and without", () => {
  const ms = at(2026, 9, 25, 2, 30, 31, 78);
  expect(parseInstant(exactInstant(ms), now)).toBe(ms);
  expect(parseInstant(localInstant(ms), now)).toBe(ms - 78);
});

it.each([
  "",
  "soon",
  "2026-02-30 10:00",
  "2026-02-03 25:00",
  "2026-02-03 10:00:60",
  "3/9/2026",
  "12345",
])("%j is none", (text) => {
  expect(parseInstant(text, now)).toBeNull();
});
