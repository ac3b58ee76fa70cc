import { describe, expect, it } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import { eventSummary } from "@/tests/support/deliveries/event-summary";
import { collapseRepeats } from "./collapse-repeats";
import { eventListRows } from "./event-list-rows";

const event = (sequence: number, receivedAt: number) =>
  eventSummary({ id: `event-${sequence}`, sequence, receivedAt });

const rowsOf = (events: readonly EventSummary[], nowMs: number) =>
  eventListRows(collapseRepeats(events, new Set()), nowMs);

describe("eventListRows", () => {
  it("separates days, newest first", () => {
    const today = new Date(2026, 2, 9, 12).getTime();
    const yesterday = new Date(2026, 2, 8, 12).getTime();
    const rows = rowsOf([event(3, today), event(2, today), event(1, yesterday)], today);
    expect(rows.map((row) => (row.is === "day" ? row.words : row.key))).toEqual([
      "Today",
      "event-3",
      "event-2",
      "Yesterday",
      "event-1",
    ]);
  });

  it("keeps keys apart when a clock was set back over midnight", () => {
    const monday = new Date(2026, 2, 9, 0, 1).getTime();
    const sunday = new Date(2026, 2, 8, 23, 59).getTime();
    const rows = rowsOf([event(3, monday), event(2, sunday), event(1, monday)], monday);
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
  });
});
