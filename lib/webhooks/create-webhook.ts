import type { Webhook, WebhookDraft } from "@/lib/domain/webhook";
import { explainRefusal } from "./explain-refusal";
import { joinCustomData } from "./join-custom-data";
import { listItemOf } from "./list-item-of";
import { resolveUrl } from "./resolve-url";
import { toWebhook } from "./to-webhook";
import type { WebhookContext } from "./webhook-context";

/** Creates what the operator drafted; "here" becomes the account's receiver URL. */
export async function createWebhook(
  { kazoo, receiverKeys, scope }: WebhookContext,
  draft: WebhookDraft,
): Promise<Webhook> {
  const { modifiers, customData, url: chosenUrl, ...fields } = draft;
  const joined = joinCustomData(modifiers, customData);
  // Read before writing: once the webhook exists, nothing after it may fail.
  const [url, triggers] = await Promise.all([
    resolveUrl(chosenUrl, scope, receiverKeys),
    kazoo.listTriggers(),
  ]);
  const document = await kazoo
    .createWebhook(scope.accountId, { ...fields, url, customData: joined })
    .catch((cause: unknown) => {
      throw explainRefusal(cause, chosenUrl, url);
    });
  const receivesHere = receiverKeys.owns(scope, document.url);
  return toWebhook({ item: listItemOf(document, null), document, triggers, receivesHere });
}
