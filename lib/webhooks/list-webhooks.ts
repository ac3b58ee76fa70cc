import pLimit from "p-limit";
import { type ErrorCode, HooklineError } from "@/lib/domain/hookline-error";
import type { Trigger } from "@/lib/domain/trigger";
import type { Webhook } from "@/lib/domain/webhook";
import type { KazooWebhook } from "@/lib/kazoo/kazoo";
import { toWebhook } from "./to-webhook";
import type { WebhookContext } from "./webhook-context";

const documentsAtOnce = 8;
const gone = Symbol("gone");
const signsOfTrouble = new Set<ErrorCode>(["kazoo_unreachable", "kazoo_timeout", "kazoo_busy"]);

function isCode(cause: unknown, code: ErrorCode): boolean {
  return cause instanceof HooklineError && cause.code === code;
}

/** Null when they can't be read: the list with its states matters more than each one's detail. */
async function readTriggers({ kazoo }: WebhookContext): Promise<readonly Trigger[] | null> {
  try {
    return await kazoo.listTriggers();
  } catch (cause) {
    if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
    return null;
  }
}

/** Reads documents; once Kazoo shows signs of trouble it stops asking, so as not to add to it. */
function documentReader({ kazoo, scope }: WebhookContext) {
  const limit = pLimit(documentsAtOnce);
  let struggling = false;
  return (webhookId: string): Promise<KazooWebhook | typeof gone | null> =>
    limit(async () => {
      if (struggling) return null;
      try {
        return await kazoo.getWebhook(scope.accountId, webhookId);
      } catch (cause) {
        if (isCode(cause, "webhook_not_found")) return gone;
        if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
        struggling ||= signsOfTrouble.has(cause.code);
        return null;
      }
    });
}

interface ListOptions {
  /** False: only what Kazoo's list shows. */
  readonly documents?: boolean;
  /** Only these of them. */
  readonly ids?: readonly string[];
}

/**
 * Every webhook of the account with its state. Where only the list could be read, or no documents
 * were asked for, `detail` is null; when the list itself can't be read, that error is thrown.
 */
export async function listWebhooks(
  context: WebhookContext,
  { documents = true, ids }: ListOptions = {},
): Promise<Webhook[]> {
  const { kazoo, receiverKeys, scope } = context;
  const [listed, triggers] = await Promise.all([
    kazoo.listWebhooks(scope.accountId),
    documents ? readTriggers(context) : null,
  ]);
  const asked = ids && new Set(ids);
  const items = listed.filter(({ id }) => asked?.has(id) ?? true);
  const read = documentReader(context);
  const webhooks = await Promise.all(
    items.map(async (item) => {
      const document = triggers && (await read(item.id));
      if (document === gone) return [];
      const receivesHere = receiverKeys.owns(scope, item.url);
      return [toWebhook({ item, document, triggers: triggers ?? [], receivesHere })];
    }),
  );
  return webhooks.flat();
}
