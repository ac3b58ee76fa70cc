import type { KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import type { WebhookContext } from "../webhook-context";

function countsOf(webhooks: readonly KazooWebhookListItem[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { group } of webhooks) {
    if (group !== null) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Makes Monster UI's list of groups what the webhooks themselves say, whoever changed them: it
 * offers the groups named there, and drops one that counts none.
 */
export async function countGroups({
  kazoo,
  scope,
}: Pick<WebhookContext, "kazoo" | "scope">): Promise<Record<string, number>> {
  const groups = countsOf(await kazoo.listWebhooks(scope.accountId));
  await kazoo.writeWebhookGroups(scope.accountId, groups);
  return groups;
}
