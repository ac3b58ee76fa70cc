import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { EventStore } from "@/lib/store/store";
import type { EventBroker, EventListener } from "./event-broker";

const pageSize = 200;
const retryMs = 1_000;

/** An account that somebody watches. */
interface Watched {
  readonly scope: AccountScope;
  readonly listeners: Set<EventListener>;
  /** All up to here was given to the listeners. */
  given: number;
  /** The newest event that we were told of. */
  newest: number;
  reading: boolean;
}

interface Parts {
  readonly eventStore: Pick<EventStore, "since">;
  /** The newest sequence of all accounts. */
  readonly lastSequence: () => Promise<number>;
  readonly logger: Logger;
}

/**
 * A notification only says that there is something new; the events are read from the store, in
 * sequence order, from the viewers' position. So a lost, doubled or late notification makes neither
 * a gap nor a duplicate, and other processes may write to the same database.
 */
export function createEventBroker({ eventStore, lastSequence, logger }: Parts): EventBroker {
  const accounts = new Map<string, Watched>();
  // Whatever is up to here could be read before now.
  let seen = 0;

  const keyOf = ({ cluster, accountId }: AccountScope) => JSON.stringify([cluster, accountId]);

  function give(account: Watched, call: (listener: EventListener) => void): void {
    for (const listener of account.listeners) {
      try {
        call(listener);
      } catch (cause) {
        // A broken viewer must not keep an event from the others.
        logger.error({ err: cause }, "event listener failed");
      }
    }
  }

  async function readOn(account: Watched): Promise<void> {
    account.reading = true;
    try {
      while (account.listeners.size > 0 && account.given < account.newest) {
        const target = account.newest;
        const page = await eventStore.since(account.scope, account.given, pageSize);
        for (const event of page) {
          account.given = event.sequence;
          give(account, (listener) => listener.received(event));
        }
        if (page.length < pageSize) account.given = Math.max(account.given, target);
      }
    } finally {
      // Without an await since the last look at the newest sequence, so no notification comes in
      // between.
      account.reading = false;
    }
  }

  function follow(account: Watched): void {
    if (account.reading || account.listeners.size === 0) return;
    readOn(account).catch((cause: unknown) => {
      logger.warn({ err: cause }, "live events are waiting for the database");
      setTimeout(() => follow(account), retryMs).unref();
    });
  }

  return {
    told(scope, sequence) {
      seen = Math.max(seen, sequence);
      const account = accounts.get(keyOf(scope));
      if (!account || sequence <= account.newest) return;
      account.newest = sequence;
      follow(account);
    },
    refetch(scope) {
      const account = accounts.get(keyOf(scope));
      if (account) give(account, (listener) => listener.refetch());
    },
    async catchUp() {
      const newest = await lastSequence();
      seen = Math.max(seen, newest);
      for (const account of accounts.values()) {
        account.newest = Math.max(account.newest, newest);
        follow(account);
        give(account, (listener) => listener.refetch());
      }
    },
    subscribe(scope, listener) {
      const key = keyOf(scope);
      const fresh = { scope, listeners: new Set<EventListener>(), given: seen, newest: seen };
      const account: Watched = accounts.get(key) ?? { ...fresh, reading: false };
      accounts.set(key, account);
      // Wrapped, so that the same listener subscribed twice is two subscriptions.
      const own: EventListener = {
        received: (event) => listener.received(event),
        refetch: () => listener.refetch(),
      };
      account.listeners.add(own);
      return () => {
        account.listeners.delete(own);
        if (account.listeners.size === 0 && accounts.get(key) === account) accounts.delete(key);
      };
    },
  };
}
