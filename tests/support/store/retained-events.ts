import type { EventStore, NewEvent } from "@/lib/store/store";

const atOnce = 500;

/** Settings of retention that hold for nobody. */
export const unlimited = {
  days: null,
  maxEvents: null,
  maxBytes: null,
  maxEventsPerAccount: null,
  maxBytesPerAccount: null,
  minFreeBytes: null,
};

/** Stores events in their order, in transactions of some hundred. */
export async function appendMany(store: EventStore, events: readonly NewEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += atOnce) {
    await store.append(events.slice(at, at + atOnce));
  }
}
