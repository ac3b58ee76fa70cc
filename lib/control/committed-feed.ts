import type { CommittedPlaces } from "./control";

type Listener = (places: CommittedPlaces) => void;

/** Up to where the database has each segment, for receivers that answer after the commit. */
export interface CommittedFeed {
  publish(places: CommittedPlaces): void;
  /**
   * Calls back with the known positions, then with each change. Returns a function that ends it.
   */
  follow(listener: Listener): () => void;
}

export function createCommittedFeed(): CommittedFeed {
  const listeners = new Set<Listener>();
  let known: CommittedPlaces = {};
  return {
    publish(places) {
      known = places;
      for (const listener of listeners) listener(known);
    },
    follow(listener) {
      listeners.add(listener);
      listener(known);
      return () => void listeners.delete(listener);
    },
  };
}
