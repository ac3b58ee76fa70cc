import { dayInWords, localDay } from "@/lib/format/instant";
import type { ShownEvent } from "./collapse-repeats";

export type EventListRow =
  | { readonly is: "day"; readonly key: string; readonly words: string }
  | { readonly is: "event"; readonly key: string; readonly shown: ShownEvent };

/** A list's rows: its events, with a separator before each day's first. */
export function eventListRows(events: readonly ShownEvent[], nowMs: number): EventListRow[] {
  const rows: EventListRow[] = [];
  let day = "";
  for (const shown of events) {
    const { event } = shown;
    const eventDay = localDay(event.receivedAt);
    if (eventDay !== day) {
      day = eventDay;
      // A clock set back makes a day appear twice; the sequence keeps its keys apart.
      const key = `${eventDay}/${event.sequence}`;
      rows.push({ is: "day", key, words: dayInWords(event.receivedAt, nowMs) });
    }
    rows.push({ is: "event", key: event.id, shown });
  }
  return rows;
}
