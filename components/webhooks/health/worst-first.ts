import type { Webhook } from "@/lib/domain/webhook";
import { healthStates, type WebhookHealth } from "@/lib/domain/webhook-health";

/** What stands above all that is no trouble, which keeps its order. */
const troubles: readonly string[] = healthStates.slice(0, healthStates.indexOf("never-fired"));

/** Webhooks in Kazoo's order, but for those in trouble, which come first, the worst of all first. */
export function worstFirst(
  webhooks: readonly Webhook[],
  health: readonly WebhookHealth[],
): readonly Webhook[] {
  const states = new Map(health.map(({ webhookId, state }) => [webhookId, state]));
  const rank = ({ id, state }: Webhook) => {
    // The list is newer than what was judged from it.
    const judged = state === "active" ? (states.get(id) ?? "fine") : state;
    const place = troubles.indexOf(judged);
    return place === -1 ? troubles.length : place;
  };
  return [...webhooks].sort((a, b) => rank(a) - rank(b));
}
