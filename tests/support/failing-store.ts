import type { EventStore } from "@/lib/event-store/event-store";

/** A real store whose appends fail while `broken`. */
export function createFailingStore() {
  const state = { broken: true };
  return {
    state,
    storeFor: (store: EventStore): EventStore => ({
      ...store,
      append: (event) =>
        state.broken ? Promise.reject(new Error("disk full")) : store.append(event),
    }),
  };
}
