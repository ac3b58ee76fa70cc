import { z } from "zod";
import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { EventStore } from "@/lib/store/store";
import type { EventBroker } from "./event-broker";
import { createInProcessEventBroker } from "./in-process-event-broker";

const pageSize = 200;
const retryMs = 1_000;

const noticeSchema = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.tuple([z.string(), z.string(), z.number().int()]));

interface Watched {
  readonly scope: AccountScope;
  viewers: number;
  /** All up to here was given to the viewers. */
  given: number;
  /** The newest event that we were told of. */
  newest: number;
  reading: boolean;
}

export interface PostgresEventBroker extends EventBroker {
  /** A notification: [cluster, account id, newest sequence] as JSON. */
  told(notice: string): void;
  /** To be called when notifications begin to come, also after some were missed. */
  catchUp(): Promise<void>;
}

interface Parts {
  readonly eventStore: Pick<EventStore, "since">;
  /** The newest sequence of all accounts. */
  readonly lastSequence: () => Promise<number>;
  readonly logger: Logger;
}

/**
 * The broker for several processes on one PostgreSQL. A notification only says that there is
 * something; the events themselves are read from the store, in sequence order, from where the
 * viewers are. So neither a lost notification nor one out of order makes a gap or a duplicate.
 */
export function createPostgresEventBroker(parts: Parts): PostgresEventBroker {
  const { eventStore, lastSequence, logger } = parts;
  const viewers = createInProcessEventBroker(logger);
  const watched = new Map<string, Watched>();
  // Whatever is up to here could be read before now.
  let seen = 0;

  const keyOf = ({ cluster, accountId }: AccountScope) => JSON.stringify([cluster, accountId]);

  async function readOn(account: Watched): Promise<void> {
    account.reading = true;
    try {
      while (account.viewers > 0 && account.given < account.newest) {
        const target = account.newest;
        const page = await eventStore.since(account.scope, account.given, pageSize);
        for (const event of page) {
          account.given = event.sequence;
          viewers.publish(account.scope, event);
        }
        if (page.length < pageSize) account.given = Math.max(account.given, target);
      }
    } finally {
      // In the same step as the last look at what is newest: nothing told comes in between.
      account.reading = false;
    }
  }

  function follow(account: Watched): void {
    if (account.reading || account.viewers === 0) return;
    readOn(account).catch((cause: unknown) => {
      logger.warn({ err: cause }, "live events are waiting for the database");
      setTimeout(() => follow(account), retryMs).unref();
    });
  }

  function tell(scope: AccountScope, sequence: number): void {
    seen = Math.max(seen, sequence);
    const account = watched.get(keyOf(scope));
    if (!account || sequence <= account.newest) return;
    account.newest = sequence;
    follow(account);
  }

  return {
    // Own events take the way of all others: another process's may have to come before them.
    publish: (scope, { sequence }) => tell(scope, sequence),
    told(notice) {
      const parsed = noticeSchema.safeParse(notice);
      if (!parsed.success) return;
      const [cluster, accountId, sequence] = parsed.data;
      tell({ cluster, accountId }, sequence);
    },
    async catchUp() {
      const newest = await lastSequence();
      seen = Math.max(seen, newest);
      for (const account of watched.values()) {
        account.newest = Math.max(account.newest, newest);
        follow(account);
      }
    },
    subscribe(scope, listener) {
      const key = keyOf(scope);
      const account: Watched = watched.get(key) ?? {
        scope,
        viewers: 0,
        given: seen,
        newest: seen,
        reading: false,
      };
      watched.set(key, account);
      account.viewers += 1;
      const unsubscribe = viewers.subscribe(scope, listener);
      let over = false;
      return () => {
        if (over) return;
        over = true;
        unsubscribe();
        account.viewers -= 1;
        if (account.viewers === 0) watched.delete(key);
      };
    },
  };
}
