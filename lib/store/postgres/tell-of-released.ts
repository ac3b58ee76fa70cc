import type { Pool } from "pg";
import type { AccountScope } from "@/lib/domain/account";
import type { KnownWebhookStore } from "../webhooks/known-webhook-store";
import { refetchChannel } from "./event-channel";

/** The same store; every process is told of the accounts whose events were let out of quarantine. */
export function tellOfReleased(store: KnownWebhookStore, pool: Pool): KnownWebhookStore {
  async function tell(
    { cluster, accountId }: AccountScope,
    outcome: { readonly released: number },
  ): Promise<{ readonly released: number }> {
    if (outcome.released > 0) {
      const notice = JSON.stringify([cluster, accountId]);
      // They are released in any case; viewers elsewhere see them when they read the list again.
      await pool.query("select pg_notify($1, $2)", [refetchChannel, notice]).catch(() => {});
    }
    return outcome;
  }

  return {
    ...store,
    listed: async (scope, webhooks, at) => tell(scope, await store.listed(scope, webhooks, at)),
    saved: async (scope, webhook, at) => tell(scope, await store.saved(scope, webhook, at)),
  };
}
