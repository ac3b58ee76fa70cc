import { HooklineError } from "@/lib/domain/hookline-error";
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

/** Refuses a change of what is no longer as the operator read it. */
async function requireUnchanged(
  { kazoo, scope }: WebhookContext,
  webhookId: string,
  revision: string,
): Promise<void> {
  const current = await kazoo.getWebhook(scope.accountId, webhookId);
  if (current.revision === null || current.revision === revision) return;
  const sentence = "Somebody else changed this webhook meanwhile.";
  throw new HooklineError("kazoo_conflict", sentence);
}

/**
 * Changes what the patch names and nothing else; with a `revision` only what is still as it was
 * read. Another trigger drops the old one's modifiers.
 */
export async function updateWebhook(
  context: WebhookContext,
  webhookId: string,
  patch: WebhookPatch,
  revision?: string,
): Promise<Webhook> {
  const { kazoo, receiverKeys, scope } = context;
  if (revision !== undefined) await requireUnchanged(context, webhookId, revision);
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
