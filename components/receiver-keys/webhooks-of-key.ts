import type { ReceiverKeyView } from "@/lib/domain/receiver-key";
import type { Webhook } from "@/lib/domain/webhook";

/** The webhooks that post under this key, also with a path or query of their own behind it. */
export function webhooksOfKey(
  webhooks: readonly Webhook[],
  { url }: Pick<ReceiverKeyView, "url">,
): Webhook[] {
  return webhooks.filter((webhook) => {
    if (!webhook.url.startsWith(url)) return false;
    const next = webhook.url.charAt(url.length);
    return next === "" || next === "/" || next === "?" || next === "#";
  });
}
