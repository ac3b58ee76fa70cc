import { LRUCache } from "lru-cache";
import type { AccountScope } from "@/lib/domain/account";
import type { QuarantineReason } from "@/lib/domain/event";

/** Kazoo's lists change without us being told. */
const knownForMs = 5 * 60_000;
const mostAccounts = 5_000;

interface KnownWebhook {
  readonly id: string;
  readonly trigger: string;
}

/** What X-Hook-ID and X-Account-ID claim: which webhook, and which account it belongs to. */
interface Claim {
  readonly webhookId: string | null;
  readonly ownerId: string | null;
}

interface Verdict {
  /** Kazoo's trigger id of the webhook; null where it isn't known. */
  readonly trigger: string | null;
  readonly quarantine: QuarantineReason | null;
}

/**
 * The webhooks of accounts whose list was read lately. The receiver has no token to ask Kazoo
 * with, so where nobody looked at the list it knows nothing and keeps nothing apart.
 */
export interface KnownWebhooks {
  /** The account's list was read. Gives the ids that were not known before. */
  learn(scope: AccountScope, webhooks: readonly KnownWebhook[]): readonly string[];
  /** A webhook was created; its first event may come before the list is read again. */
  add(scope: AccountScope, webhook: KnownWebhook): void;
  forget(scope: AccountScope): void;
  judge(scope: AccountScope, claim: Claim): Verdict;
}

export function createKnownWebhooks(now: () => number = Date.now): KnownWebhooks {
  type Known = { readonly triggers: Map<string, string>; readonly readAt: number };
  const accounts = new LRUCache<string, Known>({ max: mostAccounts });
  const keyOf = ({ cluster, accountId }: AccountScope) => JSON.stringify([cluster, accountId]);

  function current(scope: AccountScope): Map<string, string> | null {
    const known = accounts.get(keyOf(scope));
    return known && now() - known.readAt < knownForMs ? known.triggers : null;
  }

  return {
    learn(scope, webhooks) {
      const before = current(scope);
      const triggers = new Map(webhooks.map(({ id, trigger }) => [id, trigger]));
      accounts.set(keyOf(scope), { triggers, readAt: now() });
      return [...triggers.keys()].filter((id) => !before?.has(id));
    },
    add(scope, { id, trigger }) {
      current(scope)?.set(id, trigger);
    },
    forget(scope) {
      accounts.delete(keyOf(scope));
    },
    judge(scope, { webhookId, ownerId }) {
      const known = current(scope);
      if (!known || webhookId === null) return { trigger: null, quarantine: null };
      const trigger = known.get(webhookId);
      if (trigger !== undefined) return { trigger, quarantine: null };
      const foreign = ownerId !== null && ownerId !== scope.accountId;
      return { trigger: null, quarantine: foreign ? "foreign_webhook" : "unknown_webhook" };
    },
  };
}
