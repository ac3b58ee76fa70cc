import type { Trigger } from "@/lib/domain/trigger";
import type { Webhook } from "@/lib/domain/webhook";
import type { KazooWebhook, KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import { splitCustomData } from "./split-custom-data";

interface WebhookParts {
  /** From Kazoo's list, the only place that knows why a webhook is off. */
  readonly item: KazooWebhookListItem;
  /** Null where it couldn't be read; then the webhook has no detail. */
  readonly document: KazooWebhook | null;
  readonly triggers: readonly Trigger[];
  readonly receivesHere: boolean;
}

export function toWebhook({ item, document, triggers, receivesHere }: WebhookParts): Webhook {
  const { id, name, trigger, url, state, disableReason, group } = item;
  return {
    id,
    name,
    trigger,
    url,
    state,
    disableReason,
    receivesHere,
    group,
    detail: document && {
      httpVerb: document.httpVerb,
      format: document.format,
      retries: document.retries,
      includeSubaccounts: document.includeSubaccounts,
      includeInternalLegs: document.includeInternalLegs,
      revision: document.revision,
      requestHeaders: document.requestHeaders,
      otherFields: document.otherFields,
      ...splitCustomData(document.customData, document.trigger, triggers),
    },
  };
}
