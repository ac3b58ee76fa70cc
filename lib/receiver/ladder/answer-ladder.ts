import { monotonicMs } from "../limits/monotonic-ms";

const minuteMs = 60_000;
/** Kazoo's HTTP client takes one or two digits. */
const retryAfterSeconds = 5;
// Longer than a held delivery takes to come back. Before that, its outcome is unknown.
const settleMs = 3 * retryAfterSeconds * 1000;
// A sender may claim any webhook id; ids beyond this number share one budget.
const maxBudgets = 1_000;
const sharedBudget = "";

/** What a delivery that can't be stored is answered with. */
export type LadderAnswer =
  /** 503 and Retry-After: Kazoo's HTTP client sends again by itself, Kazoo counts nothing. */
  | { readonly rung: "hold"; readonly retryAfterSeconds: number }
  /** A plain 503: a failed attempt, whose body Kazoo keeps in its attempt log. */
  | { readonly rung: "fail" }
  /** 200, and counted as not stored: a sixth failure would switch the webhook off. */
  | { readonly rung: "give_up" };

/**
 * How the deliveries of one key are answered while they can't be stored. Keys don't influence one
 * another.
 */
export interface AnswerLadder {
  /** One could not be stored; it claims this webhook (X-Hook-ID). */
  refuse(webhookId: string | null): LadderAnswer;
  /** One was stored. */
  stored(): void;
}

export interface LadderOptions {
  /** How long deliveries are held since storing began to fail. */
  readonly holdSeconds: number;
  /** Plain 503 a minute and webhook; six would make Kazoo switch it off. */
  readonly failsPerMinute: number;
  /**
   * Whether another receiver has taken over. This one then only holds deliveries: two budgets would
   * allow twice as many failures, and repeated deliveries reach the other receiver.
   */
  readonly isRetiring?: () => boolean;
  /** Milliseconds that never jump. */
  readonly now?: () => number;
}

/** Plain 503s of the last minute, webhook by webhook. */
function createFailBudgets(failsPerMinute: number) {
  const failuresByWebhook = new Map<string, readonly number[]>();

  function forgetOld(at: number): void {
    for (const [webhook, times] of failuresByWebhook) {
      if (times.every((time) => at - time >= minuteMs)) failuresByWebhook.delete(webhook);
    }
  }

  return (webhookId: string | null, at: number): boolean => {
    const claimed = webhookId ?? sharedBudget;
    if (failuresByWebhook.size >= maxBudgets) forgetOld(at);
    const hasRoom = failuresByWebhook.size < maxBudgets || failuresByWebhook.has(claimed);
    const webhook = hasRoom ? claimed : sharedBudget;
    const recent = (failuresByWebhook.get(webhook) ?? []).filter((time) => at - time < minuteMs);
    if (recent.length >= failsPerMinute) return false;
    failuresByWebhook.set(webhook, [...recent, at]);
    return true;
  };
}

/**
 * How to answer while storing is impossible, so that as little as possible is lost and no webhook
 * is switched off (docs/decisions/0006). One for each key.
 */
export function createAnswerLadder(options: LadderOptions): AnswerLadder {
  const { holdSeconds, failsPerMinute, isRetiring = () => false, now = monotonicMs } = options;
  const mayFail = createFailBudgets(failsPerMinute);
  let failingSince: number | null = null;
  let lastFailureAt = 0;

  return {
    refuse(webhookId) {
      const at = now();
      failingSince ??= at;
      lastFailureAt = at;
      const isHeld = at - failingSince < holdSeconds * 1000;
      if (isHeld || isRetiring()) return { rung: "hold", retryAfterSeconds };
      return mayFail(webhookId, at) ? { rung: "fail" } : { rung: "give_up" };
    },
    stored() {
      if (failingSince === null) return;
      // If any stored delivery ended the failure, one that can never be stored would be held for
      // ever.
      if (now() - lastFailureAt >= settleMs) failingSince = null;
    },
  };
}
