import { expect, test } from "vitest";
import { spanOf, whenChoices } from "./when";

const now = Date.UTC(2026, 10, 26, 12);
const minuteMs = 60_000;

test("each choice but a time of one's own ends now", () => {
  const spans = whenChoices.map((choice) => spanOf(choice, "", now));
  expect(spans.map((span) => span && (span.to - span.from) / minuteMs)).toEqual([
    15,
    60,
    1_440,
    10_080,
    null,
  ]);
  expect(spans[0]?.to).toBe(now);
});

test("a time that is typed is meant with what lies about it", () => {
  const at = Date.UTC(2026, 10, 20, 13, 5);
  expect(spanOf("about", "2026-11-20T13:05:00Z", now)).toEqual({
    from: at - 10 * minuteMs,
    to: at + 10 * minuteMs,
  });
});

test("what is no time has no span", () => {
  expect(spanOf("about", "soon", now)).toBeNull();
  expect(spanOf("about", "", now)).toBeNull();
});
