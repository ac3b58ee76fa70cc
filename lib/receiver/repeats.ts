import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { ReceiverKey } from "@/lib/domain/receiver-key";

const windowMs = 60_000;
const mostRemembered = 100_000;

/** What makes two deliveries the same: the webhook and all it sent. */
interface SentBytes {
  readonly receiverKey: ReceiverKey;
  readonly webhookId: string | null;
  readonly query: string | null;
  readonly body: Buffer;
}

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
  store(sent: SentBytes, store: (repeatOf: string | null) => Promise<string>): Promise<string>;
}

function digestOf({ receiverKey, webhookId, query, body }: SentBytes): string {
  const { cluster, accountId } = receiverKey.scope;
  return createHash("sha256")
    .update(JSON.stringify([cluster, accountId, webhookId ?? receiverKey.id, query]))
    .update(body)
    .digest("base64");
}

export function createRepeats(now: () => number = Date.now): Repeats {
  const firsts = new LRUCache<string, First>({ max: mostRemembered });
  return {
    async store(sent, store) {
      const digest = digestOf(sent);
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
