import { LRUCache } from "lru-cache";
import type { AccountScope } from "@/lib/domain/account";

const minuteMs = 60_000;
/** Kazoo's HTTP client takes one or two digits. */
const retryAfterSeconds = 5;
// Longer than a held delivery takes to come back: until then nobody knows whether it would fail.
const settleMs = 3 * retryAfterSeconds * 1000;
// Who sends is free to claim any webhook id, so the number of budgets is bounded.
const mostBudgets = 10_000;

/** What a delivery that can't be stored is answered with. */
export type LadderAnswer =
  /** 503 and Retry-After: Kazoo's HTTP client sends again by itself, Kazoo counts nothing. */
  | { readonly rung: "hold"; readonly retryAfterSeconds: number; readonly begins: boolean }
  /** A plain 503: a failed attempt, whose body Kazoo keeps in its attempt log. */
  | { readonly rung: "fail" }
  /** 200, and counted as not stored: a sixth failure would switch the webhook off. */
  | { readonly rung: "give_up" };

/** Whose delivery it is. */
export interface RefusedDelivery {
  readonly scope: AccountScope;
  /** X-Hook-ID as claimed. */
  readonly webhookId: string | null;
  readonly receiverKeyId: string;
}

export interface LadderTotals {
  readonly held: number;
  readonly failed: number;
  readonly notStored: number;
}

export interface AnswerLadder {
  /** A delivery could not be stored: how to answer it. */
  refuse(delivery: RefusedDelivery): LadderAnswer;
  /** A delivery was stored. */
  stored(): void;
  /** Since when deliveries fail to be stored, Unix milliseconds; null while they don't. */
  failingSince(): number | null;
  /** Answers of each rung since the process started, for metrics. */
  totals(): LadderTotals;
}

export interface LadderOptions {
  /** How long deliveries are held since the store began to fail. */
  readonly holdSeconds?: number | undefined;
  /** Plain 503 a minute and webhook; six would make Kazoo switch it off. */
  readonly failsPerMinute?: number | undefined;
  /** Told of each delivery that is given up, with the time in Unix milliseconds. */
  readonly onLost?: (scope: AccountScope, at: number) => void;
  /** Unix milliseconds. */
  readonly now?: () => number;
}

function scopeKey({ cluster, accountId }: AccountScope): string {
  return JSON.stringify([cluster, accountId]);
}

/**
 * How to answer while storing is impossible, so that as little as possible is lost and no webhook
 * is switched off (docs/decisions/0006, observed-firing 2 and 5). One per process.
 */
export function createAnswerLadder(options: LadderOptions = {}): AnswerLadder {
  const { holdSeconds = 300, failsPerMinute = 3, onLost, now = Date.now } = options;
  const failuresByWebhook = new LRUCache<string, readonly number[]>({ max: mostBudgets });
  const totals = { held: 0, failed: 0, notStored: 0 };
  let failingSince: number | null = null;
  let lastFailureAt = 0;

  function mayFail({ scope, webhookId, receiverKeyId }: RefusedDelivery, at: number): boolean {
    const key = `${scopeKey(scope)} ${webhookId ?? receiverKeyId}`;
    const recent = (failuresByWebhook.get(key) ?? []).filter((time) => at - time < minuteMs);
    const allowed = recent.length < failsPerMinute;
    failuresByWebhook.set(key, allowed ? [...recent, at] : recent);
    return allowed;
  }

  return {
    refuse(delivery) {
      const at = now();
      const begins = failingSince === null;
      failingSince ??= at;
      lastFailureAt = at;
      if (at - failingSince < holdSeconds * 1000) {
        totals.held += 1;
        return { rung: "hold", retryAfterSeconds, begins };
      }
      if (mayFail(delivery, at)) {
        totals.failed += 1;
        return { rung: "fail" };
      }
      totals.notStored += 1;
      onLost?.(delivery.scope, at);
      return { rung: "give_up" };
    },
    stored() {
      if (failingSince === null) return;
      // One that never can be stored must not be held for ever because others are.
      if (now() - lastFailureAt >= settleMs) failingSince = null;
    },
    failingSince: () => failingSince,
    totals: () => ({ ...totals }),
  };
}
