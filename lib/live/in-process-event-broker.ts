import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { EventBroker, EventListener } from "./event-broker";

function scopeKey({ cluster, accountId }: AccountScope): string {
  return JSON.stringify([cluster, accountId]);
}

/** The broker for one process: listeners are called at once, in the order they subscribed. */
export function createInProcessEventBroker(logger: Logger): EventBroker {
  const listenersByScope = new Map<string, Set<EventListener>>();
  return {
    publish(scope, event) {
      for (const listener of listenersByScope.get(scopeKey(scope)) ?? []) {
        try {
          listener(event);
        } catch (cause) {
          // One broken viewer must not keep an event from the others, nor from being answered.
          logger.error({ err: cause, sequence: event.sequence }, "event listener failed");
        }
      }
    },
    subscribe(scope, listener) {
      const key = scopeKey(scope);
      const listeners = listenersByScope.get(key) ?? new Set();
      listenersByScope.set(key, listeners);
      // Wrapped, so that the same function subscribed twice is two subscriptions.
      const own: EventListener = (event) => listener(event);
      listeners.add(own);
      return () => {
        listeners.delete(own);
        if (listeners.size === 0 && listenersByScope.get(key) === listeners) {
          listenersByScope.delete(key);
        }
      };
    },
  };
}
