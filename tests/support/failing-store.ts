import type { EventStore } from "@/lib/store/store";

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

/** A real store that writes each event and, while `forgetful`, says that it could not. */
export function createForgetfulStore() {
  const state = { forgetful: true };
  return {
    state,
    storeFor: (store: EventStore): EventStore => ({
      ...store,
      async append(event) {
        const appended = await store.append(event);
        if (state.forgetful) throw new Error("connection lost");
        return appended;
      },
    }),
  };
}
