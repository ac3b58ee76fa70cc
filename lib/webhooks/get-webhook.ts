import type { Webhook } from "@/lib/domain/webhook";
import { findListed } from "./find-listed";
import { toWebhook } from "./to-webhook";
import type { WebhookContext } from "./webhook-context";

/** One webhook with its state; webhook_not_found also for another account's id. */
export async function getWebhook(context: WebhookContext, webhookId: string): Promise<Webhook> {
  const { kazoo, receiverKeys, scope } = context;
  const item = await findListed(context, webhookId);
  const [document, triggers] = await Promise.all([
    kazoo.getWebhook(scope.accountId, webhookId),
    kazoo.listTriggers(),
  ]);
  const receivesHere = receiverKeys.owns(scope, item.url);
  return toWebhook({ item, document, triggers, receivesHere });
}
