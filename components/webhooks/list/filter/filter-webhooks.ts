import type { Webhook, WebhookState } from "@/lib/domain/webhook";

export interface WebhookFilter {
  readonly q: string | null;
  readonly state: WebhookState | null;
  readonly trigger: string | null;
  /** "here", or the host that a URL names. */
  readonly target: string | null;
  /** Monster UI's. */
  readonly group: string | null;
}

export const emptyFilter: WebhookFilter = {
  q: null,
  state: null,
  trigger: null,
  target: null,
  group: null,
};

// What needs somebody comes first.
const order: Readonly<Record<WebhookState, number>> = {
  "auto-disabled": 0,
  active: 1,
  disabled: 1,
};

/** Without case and accents. */
function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What a webhook posts to, as the filter names it: "here", else the URL's host. */
export function targetOf({ receivesHere, url }: Pick<Webhook, "receivesHere" | "url">): string {
  if (receivesHere) return "here";
  return URL.canParse(url) ? new URL(url).host : url;
}

/** The webhooks that match, auto-disabled ones first, then by name. */
export function filterWebhooks(
  webhooks: readonly Webhook[],
  filter: WebhookFilter,
  triggerWords: (webhook: Webhook) => string = ({ trigger }) => trigger,
): Webhook[] {
  const sought = fold(filter.q ?? "")
    .split(/\s+/)
    .filter(Boolean);
  const holds = (webhook: Webhook) => {
    const { name, url, trigger, id, group } = webhook;
    const text = fold([name, url, trigger, triggerWords(webhook), group ?? "", id].join(" "));
    return sought.every((word) => text.includes(word));
  };
  return webhooks
    .filter(({ state }) => filter.state === null || state === filter.state)
    .filter(({ trigger }) => filter.trigger === null || trigger === filter.trigger)
    .filter(({ group }) => filter.group === null || group === filter.group)
    .filter((webhook) => filter.target === null || targetOf(webhook) === filter.target)
    .filter((webhook) => sought.length === 0 || holds(webhook))
    .sort((a, b) => order[a.state] - order[b.state] || a.name.localeCompare(b.name));
}
