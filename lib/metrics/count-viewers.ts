import type { EventBroker } from "@/lib/live/event-broker";

export interface CountedBroker extends EventBroker {
  /** Subscriptions that haven't ended. */
  viewers(): number;
}

/** The same broker, which knows how many watch. */
export function countViewers(broker: EventBroker): CountedBroker {
  let viewers = 0;
  return {
    ...broker,
    subscribe(scope, listener) {
      const unsubscribe = broker.subscribe(scope, listener);
      let over = false;
      viewers += 1;
      return () => {
        if (!over) viewers -= 1;
        over = true;
        unsubscribe();
      };
    },
    viewers: () => viewers,
  };
}
