import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import { withPatience } from "@/lib/domain/with-patience";
import { createStoredLookup, type PerhapsStored } from "./perhaps-stored";
import type { StoredDeliveries } from "./stored-deliveries";

const windowMs = 60_000;
const mostRemembered = 100_000;
const mostPerhapsStored = 4;
const mostFailuresWaitedFor = 2;
/** Marking repeats is worth a moment of waiting, and no more. */
const recallPatienceMs = 500;

/** What makes two deliveries the same: the webhook and all it sent. */
interface SentBytes {
  readonly query: string | null;
  readonly body: Uint8Array;
}

interface Sent extends SentBytes {
  /** The id that the event gets. */
  readonly id: string;
  readonly receiverKey: ReceiverKey;
  readonly webhookId: string | null;
}

interface First extends PerhapsStored {
  /** Rejects when the store failed; then it is only perhaps stored. */
  readonly stored: Promise<unknown>;
  /** Those like it that came before and are perhaps stored. */
  readonly earlier: readonly PerhapsStored[];
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
  store(sent: Sent, store: (repeatOf: string | null) => Promise<unknown>): Promise<unknown>;
}

export interface RepeatsOptions {
  readonly logger?: Pick<Logger, "warn"> | undefined;
  /** Unix milliseconds. */
  readonly now?: (() => number) | undefined;
  /**
   * Asked once an account for what came in the minute before this process was started, and for
   * events whose writing failed.
   */
  readonly storedDeliveries?: StoredDeliveries | undefined;
}

const none: readonly PerhapsStored[] = [];
const hasNone: StoredDeliveries["has"] = () => Promise.resolve(false);

function digestOf({ cluster, accountId }: AccountScope, sender: string, sent: SentBytes): string {
  return createHash("sha256")
    .update(JSON.stringify([cluster, accountId, sender, sent.query]))
    .update(sent.body)
    .digest("base64");
}

function isFulfilled(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => true,
    () => false,
  );
}

export function createRepeats(options: RepeatsOptions = {}): Repeats {
  const { logger, now = Date.now, storedDeliveries } = options;
  const firsts = new LRUCache<string, First>({ max: mostRemembered });
  const startedAt = now();
  const recalls = new Map<string, Promise<void>>();
  const lookUp = createStoredLookup(storedDeliveries?.has ?? hasNone);

  function rememberStored(digest: string, { id, at }: PerhapsStored): void {
    firsts.set(digest, { id, at, stored: Promise.resolve(), earlier: none });
  }

  async function readBack(scope: AccountScope, { since }: StoredDeliveries): Promise<true> {
    for (const delivery of await since(scope, startedAt - windowMs)) {
      const digest = digestOf(scope, delivery.webhookId, delivery);
      if (!firsts.has(digest)) rememberStored(digest, delivery);
    }
    return true;
  }

  /** Never rejects. What comes too late is still of use to the deliveries after. */
  async function recall(scope: AccountScope, from: StoredDeliveries): Promise<void> {
    const what = "earlier deliveries can't be read in time: repeats of them come unmarked";
    try {
      if (await withPatience(readBack(scope, from), recallPatienceMs)) return;
      logger?.warn({ ...scope }, what);
    } catch (cause) {
      logger?.warn({ ...scope, err: cause }, what);
    }
  }

  /** What is to be waited for before the account's deliveries are compared; null when nothing. */
  function recalling(scope: AccountScope): Promise<void> | null {
    if (!storedDeliveries || now() - startedAt >= windowMs) return null;
    const key = JSON.stringify([scope.cluster, scope.accountId]);
    const known = recalls.get(key) ?? recall(scope, storedDeliveries);
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
      let earlier = none;
      for (let failures = 1; ; failures += 1) {
        const first = firsts.get(digest);
        if (!first || at - first.at >= windowMs) break;
        // Marked only once the first is on disk: a mark must not point at what was lost.
        if (await isFulfilled(first.stored)) return store(first.id);
        const alike = [...first.earlier, { id: first.id, at: first.at }].filter(
          (one) => at - one.at < windowMs,
        );
        // What was tried first is the likeliest to be there: the failures began with it.
        const { stored, unsure } = await lookUp(scope, alike.slice(0, mostPerhapsStored));
        const isNewest = firsts.get(digest) === first;
        if (stored) {
          if (isNewest) rememberStored(digest, stored);
          return store(stored.id);
        }
        earlier = unsure;
        if (isNewest) firsts.delete(digest);
        // The store fails: waiting for one after the other of those that fail too tells no more.
        if (unsure.length > 0 || failures === mostFailuresWaitedFor) break;
      }
      const stored = store(null);
      firsts.set(digest, { id: sent.id, at, stored, earlier });
      return stored;
    },
  };
}
