import type { Webhook } from "./webhook";

type Listed = Pick<Webhook, "receivesHere" | "state">;

/**
 * Whether a webhook sends events to this account's receiver: "off" when there are some and every
 * one of them is off, "none" when there are none.
 */
export function feedOf(webhooks: readonly Listed[]): "on" | "off" | "none" {
  const feeding = webhooks.filter(({ receivesHere }) => receivesHere);
  if (feeding.length === 0) return "none";
  return feeding.some(({ state }) => state === "active") ? "on" : "off";
}
