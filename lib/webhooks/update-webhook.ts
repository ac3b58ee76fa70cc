import type { Trigger } from "@/lib/domain/trigger";
import type { Webhook, WebhookPatch } from "@/lib/domain/webhook";
import type { KazooWebhookFields } from "@/lib/kazoo/kazoo";
import { explainRefusal } from "./explain-refusal";
import { findListed } from "./find-listed";
import { joinCustomData } from "./join-custom-data";
import { listItemOf } from "./list-item-of";
import { resolveUrl } from "./resolve-url";
import { splitCustomData } from "./split-custom-data";
import { toWebhook } from "./to-webhook";
import type { WebhookContext } from "./webhook-context";

/**
 * Kazoo replaces custom_data whole, so a change of one part sends the other along
 * (docs/kazoo.md#changing-a-webhook).
 */
async function nextCustomData(
  { kazoo, scope }: WebhookContext,
  webhookId: string,
  patch: WebhookPatch,
  triggers: readonly Trigger[],
): Promise<Pick<KazooWebhookFields, "customData"> | null> {
  const { modifiers, customData, trigger } = patch;
  if (modifiers === undefined && customData === undefined && trigger === undefined) return null;
  const document = await kazoo.getWebhook(scope.accountId, webhookId);
  const current = splitCustomData(document.customData, document.trigger, triggers);
  const keptModifiers =
    trigger === undefined || trigger === document.trigger ? current.modifiers : {};
  return {
    customData: joinCustomData(modifiers ?? keptModifiers, customData ?? current.customData),
  };
}

/** Changes what the patch names and nothing else. Another trigger drops the old one's modifiers. */
export async function updateWebhook(
  context: WebhookContext,
  webhookId: string,
  patch: WebhookPatch,
): Promise<Webhook> {
  const { kazoo, receiverKeys, scope } = context;
  const { modifiers: _modifiers, customData: _customData, url: chosenUrl, ...fields } = patch;
  const [before, triggers] = await Promise.all([
    findListed(context, webhookId),
    kazoo.listTriggers(),
  ]);
  const url = chosenUrl && (await resolveUrl(chosenUrl, scope, receiverKeys));
  const changes = {
    ...fields,
    ...(url !== undefined && { url }),
    ...(await nextCustomData(context, webhookId, patch, triggers)),
  };
  const document = await kazoo
    .patchWebhook(scope.accountId, webhookId, changes)
    .catch((cause: unknown) => {
      throw explainRefusal(cause, chosenUrl, url);
    });
  const receivesHere = receiverKeys.owns(scope, document.url);
  return toWebhook({ item: listItemOf(document, before), document, triggers, receivesHere });
}
