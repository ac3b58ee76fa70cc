import { expect, it } from "vitest";
import { createServerClock } from "./server-clock";

const hourMs = 3_600_000;
const answerAt = (serverMs: number) => new Headers({ "hookline-now": String(serverMs) });
/** How far the clock is from the browser's, to the second. */
const offsetOf = (clock: ReturnType<typeof createServerClock>) =>
  Math.round((clock.now() - Date.now()) / 1_000) * 1_000;

it("takes the browser's clock for right while a page says nothing else", () => {
  const clock = createServerClock();
  clock.notePage(Date.now() - 3_000);
  expect(offsetOf(clock)).toBe(0);
});

it("counts from the server's time that a page or an answer carries", () => {
  const clock = createServerClock();
  clock.notePage(Date.now() + 3 * hourMs);
  expect(offsetOf(clock)).toBe(3 * hourMs);
  clock.noteAnswer(answerAt(Date.now() + 3 * hourMs - 5_000), Date.now());
  expect(offsetOf(clock)).toBe(3 * hourMs - 5_000);
});

it("isn't misled by an answer that took long, but follows a clock that was set", () => {
  const clock = createServerClock();
  clock.noteAnswer(answerAt(Date.now() - hourMs), Date.now());
  clock.noteAnswer(answerAt(Date.now() - hourMs - 14_000), Date.now() - 30_000);
  expect(offsetOf(clock)).toBe(-hourMs);
  clock.noteAnswer(answerAt(Date.now()), Date.now() - 30_000);
  expect(offsetOf(clock)).toBe(15_000);
});

it("takes no notice of an answer without a time", () => {
  const clock = createServerClock();
  clock.noteAnswer(new Headers(), Date.now());
  clock.noteAnswer(new Headers({ "hookline-now": "soon" }), Date.now());
  expect(offsetOf(clock)).toBe(0);
});
