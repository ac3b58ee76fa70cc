import type { Logger } from "@/lib/config/logger";
import type { AccountScope } from "@/lib/domain/account";
import type { Webhook } from "@/lib/domain/webhook";
import type { EventStore } from "@/lib/store/store";
import type { KnownWebhooks } from "./known-webhooks";

interface Parts {
  readonly knownWebhooks: KnownWebhooks;
  readonly eventStore: Pick<EventStore, "release">;
  readonly logger: Logger;
}

/**
 * Tells the receiver an account's webhooks as Kazoo just listed them, and lets out of quarantine
 * what came before under an id that was not known yet. Never rejects: who reads the list of
 * webhooks must get it also while the store fails.
 */
export async function learnWebhooks(
  { knownWebhooks, eventStore, logger }: Parts,
  scope: AccountScope,
  webhooks: readonly Pick<Webhook, "id" | "trigger">[],
): Promise<void> {
  const fresh = knownWebhooks.learn(scope, webhooks);
  try {
    await eventStore.release(scope, fresh);
  } catch (cause) {
    // Known next time anew, and then let out.
    knownWebhooks.forget(scope);
    logger.warn({ err: cause }, "quarantined events not let out");
  }
}
