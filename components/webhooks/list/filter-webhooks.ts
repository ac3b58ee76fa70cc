import type { Webhook, WebhookState } from "@/lib/domain/webhook";

interface WebhookFilter {
  readonly q: string | null;
  readonly state: WebhookState | null;
}

// What needs somebody comes first.
const order: Readonly<Record<WebhookState, number>> = {
  "auto-disabled": 0,
  active: 1,
  disabled: 1,
};

/** The webhooks that match, auto-disabled ones first, then by name. */
export function filterWebhooks(webhooks: readonly Webhook[], filter: WebhookFilter): Webhook[] {
  const sought = filter.q?.trim().toLowerCase() ?? "";
  return webhooks
    .filter(({ state }) => filter.state === null || state === filter.state)
    .filter(({ name, url, trigger, id }) =>
      [name, url, trigger, id].some((text) => text.toLowerCase().includes(sought)),
    )
    .sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name));
}
