import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { SwitchedOff } from "@/lib/domain/switched-off";
import type { Webhook } from "@/lib/domain/webhook";
import { withPatience } from "@/lib/domain/with-patience";
import type { KnownWebhookStore } from "@/lib/store/webhooks/known-webhook-store";

const defaultTimeoutMs = 2_000;

interface NoteParts {
  readonly knownWebhookStore: KnownWebhookStore;
  /** Tells open pages to read their lists again. */
  readonly broker: { refetch(scope: AccountScope): void };
  readonly logger: Logger;
  readonly timeoutMs?: number;
}

type Noted = Pick<Webhook, "id" | "name" | "trigger" | "state">;

/**
 * Tells the database what Kazoo said of an account's webhooks, so that deliveries are judged by
 * it, and open pages when that let events out of quarantine. Kazoo's answer goes to the operator
 * whatever becomes of this: nothing here rejects, nor takes longer than two seconds.
 */
export function createWebhookNotes(parts: NoteParts) {
  const { knownWebhookStore: store, broker, logger, timeoutMs = defaultTimeoutMs } = parts;

  async function attempt<T>(what: string, doing: Promise<T>): Promise<T | undefined> {
    try {
      const done = await withPatience(doing, timeoutMs);
      if (done === undefined) logger.warn({ timeoutMs }, `${what}: the database is slow to answer`);
      return done;
    } catch (cause) {
      logger.warn({ err: cause }, what);
      return undefined;
    }
  }

  /** Also when the answer to the operator did not wait for it. */
  async function telling(scope: AccountScope, noting: Promise<{ readonly released: number }>) {
    const { released } = await noting;
    if (released > 0) broker.refetch(scope);
    return true;
  }

  return {
    /** Kazoo's list, asked for at `askedAt`. Answers which of them Kazoo switched off by itself. */
    async listed(
      scope: AccountScope,
      webhooks: readonly Noted[],
      askedAt: number,
    ): Promise<readonly SwitchedOff[]> {
      const observed = webhooks.map(({ id, name, trigger, state }) => ({
        id,
        name,
        trigger,
        state,
      }));
      const noted = telling(scope, store.listed(scope, observed, askedAt));
      await attempt("the list of webhooks was not noted", noted);
      return (await attempt("switched off webhooks not read", store.switchedOff(scope))) ?? [];
    },
    /** Gives the webhook back. */
    async saved<T extends Noted>(scope: AccountScope, webhook: T): Promise<T> {
      const { id, name, trigger, state } = webhook;
      const noted = telling(scope, store.saved(scope, { id, name, trigger, state }, Date.now()));
      await attempt("a webhook was not noted", noted);
      return webhook;
    },
    async deleted(scope: AccountScope, webhookId: string): Promise<void> {
      const noted = store.deleted(scope, webhookId, Date.now()).then(() => true);
      await attempt("a deleted webhook was not noted", noted);
    },
  };
}
