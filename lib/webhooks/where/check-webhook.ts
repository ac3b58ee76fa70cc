import type { WebhookHealth } from "@/lib/domain/webhook-health";
import type { ReadWebhook, Told, WhereContext } from "./where-context";
import { told } from "./where-context";
import type { WhereQuestion } from "./where-request";

/** Since when it is off, as far as anybody knows. */
async function healthOf(context: WhereContext, webhookId: string): Promise<WebhookHealth | null> {
  const { items } = await context.readHealth(context);
  return items.find((health) => health.webhookId === webhookId) ?? null;
}

/** Whether the webhook is there and was on. */
export async function checkWebhook(
  context: WhereContext,
  { webhookId, span }: WhereQuestion,
  read: ReadWebhook,
): Promise<Told> {
  const webhook = await read();
  if (!webhook) {
    const sentence = "Kazoo has no such webhook in this account. It may have been deleted.";
    return told("look", sentence, { remedy: "all-webhooks" });
  }
  if (webhook.state === "active") return told("fine", "The webhook is there and on.");
  if (webhook.state === "disabled") {
    return told("look", "Somebody switched the webhook off, so Kazoo does not call its URL.", {
      remedy: "re-enable",
    });
  }
  const at = (await healthOf(context, webhookId))?.offSince?.after ?? null;
  if (at !== null && at >= span.to) {
    return told("fine", "It was still on then. Kazoo switched it off later.", { at });
  }
  const sentence =
    "Kazoo switched the webhook off after too many failed attempts. What happens since is not fired, and nobody sends it later.";
  return told("look", sentence, { at, remedy: "re-enable" });
}
