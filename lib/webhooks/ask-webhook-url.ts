import type { TargetAnswer } from "@/lib/domain/target-answer";
import type { KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import type { AskTarget } from "@/lib/outgoing/ask-target";
import type { WebhookContext } from "./webhook-context";

export interface AskContext extends WebhookContext {
  readonly askTarget: AskTarget;
}

/** Only 200 counts with Kazoo (docs/kazoo.md#answers-and-retries). Null: it answered 200. */
export function refusalOf({ status, tookMs, problem }: TargetAnswer): string | null {
  if (status === 200) return null;
  if (problem !== null) return problem;
  return `Its URL answered ${status} in ${tookMs} ms. Kazoo takes only 200.`;
}

/**
 * Asks a URL without an event: ours by a HEAD request, which stores nothing; others, where that is
 * allowed, by a request of the webhook's kind that says what it is. Null: it was not asked.
 */
export async function askWebhookUrl(
  { askTarget, receiverKeys, scope, kazoo }: AskContext,
  item: Pick<KazooWebhookListItem, "id" | "url">,
  { elsewhere }: { readonly elsewhere: boolean },
): Promise<TargetAnswer | null> {
  const isOwn = receiverKeys.owns(scope, item.url);
  if (isOwn) return askTarget({ url: item.url, method: "HEAD", isOwn });
  if (!elsewhere) return null;
  const { httpVerb } = await kazoo.getWebhook(scope.accountId, item.id);
  const headers = { "x-hookline-probe": "1" };
  if (httpVerb === "get") return askTarget({ url: item.url, method: "GET", headers });
  return askTarget({
    url: item.url,
    method: httpVerb === "put" ? "PUT" : "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ hookline_probe: true }),
  });
}
