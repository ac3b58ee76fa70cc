import { webhookNotFound } from "@/lib/domain/not-found";
import type { KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import type { WebhookContext } from "./webhook-context";

/** The webhook as Kazoo's list has it: proof of whose it is, and why it is off. */
export async function findListed(
  { kazoo, scope }: WebhookContext,
  webhookId: string,
): Promise<KazooWebhookListItem> {
  const items = await kazoo.listWebhooks(scope.accountId);
  const item = items.find(({ id }) => id === webhookId);
  if (item) return item;
  throw webhookNotFound();
}
