import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { AccountScope } from "@/lib/domain/account";
import type { ReceiverKey } from "@/lib/domain/receiver-key";

const windowMs = 60_000;
const mostRemembered = 100_000;

/** What makes two deliveries the same: the webhook and all it sent. */
interface SentBytes {
  readonly query: string | null;
  readonly body: Uint8Array;
}

interface Sent extends SentBytes {
  readonly receiverKey: ReceiverKey;
  readonly webhookId: string | null;
}

/** A delivery that an earlier process stored. */
export interface RecalledDelivery extends SentBytes {
  readonly webhookId: string;
  /** The event, or the one that it repeats. */
  readonly id: string;
  /** Unix milliseconds. */
  readonly at: number;
}

/** The account's deliveries since a time in Unix milliseconds. */
export type RecallDeliveries = (
  scope: AccountScope,
  since: number,
) => Promise<readonly RecalledDelivery[]>;

interface First {
  readonly at: number;
  /** Rejects when it could not be stored. */
  readonly id: Promise<string>;
}

/**
 * Recognises a delivery that came before: Kazoo sends some events several times at once, and one
 * again whose answer got lost, byte for byte the same (observed-firing 1 and 4).
 */
export interface Repeats {
  /**
   * Calls `store` once, with the id of the stored event that this delivery repeats, or null for
   * the first of its kind within 60 s; resolves and rejects as it does.
   */
  store(sent: Sent, store: (repeatOf: string | null) => Promise<string>): Promise<string>;
}

export interface RepeatsOptions {
  /** Unix milliseconds. */
  readonly now?: (() => number) | undefined;
  /** Asked once an account, for what came in the minute before this process was started. */
  readonly recall?: RecallDeliveries | undefined;
}

function digestOf({ cluster, accountId }: AccountScope, sender: string, sent: SentBytes): string {
  return createHash("sha256")
    .update(JSON.stringify([cluster, accountId, sender, sent.query]))
    .update(sent.body)
    .digest("base64");
}

export function createRepeats(options: RepeatsOptions = {}): Repeats {
  const { now = Date.now, recall } = options;
  const firsts = new LRUCache<string, First>({ max: mostRemembered });
  const startedAt = now();
  const recalls = new Map<string, Promise<void>>();

  async function remember(scope: AccountScope): Promise<void> {
    const recalled = (await recall?.(scope, startedAt - windowMs).catch(() => [])) ?? [];
    for (const delivery of recalled) {
      const digest = digestOf(scope, delivery.webhookId, delivery);
      const { at, id } = delivery;
      if (!firsts.has(digest)) firsts.set(digest, { at, id: Promise.resolve(id) });
    }
  }

  /** What is to be waited for before the account's deliveries are compared; null when nothing. */
  function recalling(scope: AccountScope): Promise<void> | null {
    if (!recall || now() - startedAt >= windowMs) return null;
    const key = JSON.stringify([scope.cluster, scope.accountId]);
    const known = recalls.get(key) ?? remember(scope);
    recalls.set(key, known);
    return known;
  }

  return {
    async store(sent, store) {
      const { scope, id: keyId } = sent.receiverKey;
      const before = recalling(scope);
      if (before) await before;
      const digest = digestOf(scope, sent.webhookId ?? keyId, sent);
      const at = now();
      for (;;) {
        const first = firsts.get(digest);
        if (!first || at - first.at >= windowMs) break;
        // Marked only once the first is on disk: a mark must not point at what was lost.
        const id = await first.id.catch(() => null);
        if (id !== null) return store(id);
        if (firsts.get(digest) === first) firsts.delete(digest);
      }
      const id = store(null);
      firsts.set(digest, { at, id });
      return id;
    },
  };
}
