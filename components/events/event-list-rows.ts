import type { EventSummary } from "@/lib/domain/event";
import { dayInWords, localDay } from "@/lib/format/instant";

export type EventListRow =
  | { readonly is: "day"; readonly key: string; readonly words: string }
  | { readonly is: "event"; readonly key: string; readonly event: EventSummary };

/** A list's rows: its events, with a separator before each day's first. */
export function eventListRows(events: readonly EventSummary[], nowMs: number): EventListRow[] {
  const rows: EventListRow[] = [];
  let day = "";
  for (const event of events) {
    const eventDay = localDay(event.receivedAt);
    if (eventDay !== day) {
      day = eventDay;
      // A clock set back makes a day appear twice; the sequence keeps its keys apart.
      const key = `${eventDay}/${event.sequence}`;
      rows.push({ is: "day", key, words: dayInWords(event.receivedAt, nowMs) });
    }
    rows.push({ is: "event", key: event.id, event });
  }
  return rows;
}
