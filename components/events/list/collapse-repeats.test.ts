import { describe, expect, it } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import { eventSummary } from "@/tests/support/deliveries/event-summary";
import { collapseRepeats } from "./collapse-repeats";

const event = (id: string, repeatOf: string | null = null) => eventSummary({ id, repeatOf });

const none: ReadonlySet<string> = new Set();
const rows = (events: readonly EventSummary[], opened = none) =>
  collapseRepeats(events, opened).map(
    ({ event: { id }, times, isRepeat }) => `${isRepeat ? "  " : ""}${id} ×${times}`,
  );

// Newest first, as lists are.
const four = [event("a4", "a1"), event("a3", "a1"), event("a2", "a1"), event("a1")];

describe("repeats in a list", () => {
  it("are one row that says how often it came", () => {
    expect(rows([event("z"), ...four, event("y")])).toEqual(["z ×1", "a1 ×4", "y ×1"]);
  });

  it("are one row per webhook, also when they came interleaved", () => {
    const events = [event("b2", "b1"), event("a2", "a1"), event("b1"), event("a1")];
    expect(rows(events)).toEqual(["b1 ×2", "a1 ×2"]);
  });

  it("open to all of them, the first first", () => {
    expect(rows(four, new Set(["a1"]))).toEqual(["a1 ×4", "  a2 ×1", "  a3 ×1", "  a4 ×1"]);
  });

  it("stand together also while the first is on a page not yet read", () => {
    expect(rows(four.slice(0, 2))).toEqual(["a3 ×2"]);
  });

  it("leave a single event as it is, opened or not", () => {
    expect(rows([event("a1")], new Set(["a1"]))).toEqual(["a1 ×1"]);
  });
});
