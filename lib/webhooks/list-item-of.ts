import type { KazooWebhook, KazooWebhookListItem } from "@/lib/kazoo/kazoo";

/**
 * The list item that a document just written stands for. A document doesn't say why it is off;
 * a change that leaves it off leaves the reason too, so `before` tells.
 */
export function listItemOf(
  { id, name, trigger, url, enabled, group }: KazooWebhook,
  before: KazooWebhookListItem | null,
): KazooWebhookListItem {
  const stillAutoDisabled = !enabled && before?.state === "auto-disabled";
  return {
    id,
    name,
    trigger,
    url,
    group,
    state: enabled ? "active" : stillAutoDisabled ? "auto-disabled" : "disabled",
    disableReason: stillAutoDisabled ? before.disableReason : null,
  };
}
