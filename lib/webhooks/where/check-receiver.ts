import { askWebhookUrl, refusalOf } from "../ask-webhook-url";
import { type ReadWebhook, type Told, told, type WhereContext } from "./where-context";

/** Whether the webhook's URL answers 200 now. */
export async function checkReceiver(
  context: WhereContext,
  elsewhere: boolean,
  read: ReadWebhook,
): Promise<Told> {
  const webhook = await read();
  if (!webhook) return told("unknown", "Without the webhook there is no URL to ask.");
  const answer = await askWebhookUrl(context, webhook, { elsewhere });
  if (!answer) {
    return told("unknown", "It posts elsewhere, and Hookline asks that URL only when allowed to.");
  }
  const refusal = refusalOf(answer);
  if (refusal === null) {
    const whose = webhook.receivesHere ? "Hookline's receiver, by its public URL," : "Its receiver";
    return told("fine", `${whose} answers 200 in ${answer.tookMs} ms.`);
  }
  const hint = webhook.receivesHere
    ? " Check PUBLIC_URL and what stands in front of Hookline."
    : "";
  return told("look", `${refusal}${hint}`, { remedy: webhook.receivesHere ? "test" : "edit" });
}
