import type { AppendedEvent, EventStore, NewEvent } from "@/lib/store/store";

/** Stores one event in a transaction of its own. */
export async function appendOne(store: EventStore, event: NewEvent): Promise<AppendedEvent> {
  const [appended] = await store.append([event]);
  if (!appended) throw new Error("The store gave nothing back.");
  return appended;
}
