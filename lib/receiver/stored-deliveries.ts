import type { AccountScope } from "@/lib/domain/account";
import type { EventStore } from "@/lib/store/store";

/**
 * Few enough that the first delivery after a start doesn't wait for long: who sends again sends
 * again what came last.
 */
const most = { limit: 500, limitBytes: 512 * 1024 };

/** A delivery that is stored, with what makes it the same as another. */
export interface StoredDelivery {
  readonly webhookId: string;
  readonly query: string | null;
  readonly body: Uint8Array;
  /** The event, or the one that it repeats. */
  readonly id: string;
  /** Unix milliseconds. */
  readonly at: number;
}

/** What the store knows that this process doesn't. */
export interface StoredDeliveries {
  /** The account's newest since a time in Unix milliseconds, but for those without a webhook id. */
  since(scope: AccountScope, since: number): Promise<readonly StoredDelivery[]>;
  /** Whether there is such an event. */
  has(scope: AccountScope, eventId: string): Promise<boolean>;
}

type ReadableStore = Pick<EventStore, "searchDetails" | "get">;

export function createStoredDeliveries(eventStore: ReadableStore): StoredDeliveries {
  return {
    async since(scope, from) {
      const pages = await Promise.all(
        [false, true].map((quarantined) =>
          eventStore.searchDetails(scope, { from, quarantined }, most),
        ),
      );
      return pages
        .flatMap(({ items }) => items)
        .flatMap(({ webhookId, repeatOf, id, query, bodyBase64, receivedAt }) => {
          // Without one, the receiver key tells senders apart, and an event doesn't show its key.
          if (webhookId === null) return [];
          const body = Buffer.from(bodyBase64, "base64");
          return [{ webhookId, query, body, id: repeatOf ?? id, at: receivedAt }];
        });
    },
    async has(scope, eventId) {
      return (await eventStore.get(scope, eventId)) !== null;
    },
  };
}
