import { z } from "zod";
import { webhookPatchSchema } from "@/lib/domain/webhook";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";
import { getWebhook } from "@/lib/webhooks/get-webhook";
import { updateWebhook } from "@/lib/webhooks/update-webhook";
import { createWebhookNotes } from "@/lib/webhooks/webhook-notes";

// Not always 32 hex digits: who creates a webhook through Kazoo's API may choose its id.
const params = z.object({ webhookId: z.string().min(1).max(256) });

export const GET = route({
  auth: "account",
  params,
  handle: ({ runtime: { kazoo, receiverKeys }, session, scope, params: { webhookId } }) =>
    getWebhook({ kazoo: kazoo.as(session), receiverKeys, scope }, webhookId),
});

export const PATCH = route({
  auth: "account",
  params,
  body: webhookPatchSchema,
  handle: async ({ runtime, session, scope, params: { webhookId }, body }) => {
    const { kazoo, receiverKeys } = runtime;
    const context = { kazoo: kazoo.as(session), receiverKeys, scope };
    const changed = await updateWebhook(context, webhookId, body);
    await createWebhookNotes(runtime).saved(scope, changed);
    return changed;
  },
});

export const DELETE = route({
  auth: "account",
  params,
  handle: async ({ runtime, session, scope, params: { webhookId } }) => {
    await runtime.kazoo.as(session).deleteWebhook(scope.accountId, webhookId);
    await createWebhookNotes(runtime).deleted(scope, webhookId);
    return new Response(null, { status: 204 });
  },
});

const other = methodNotAllowed("GET", "PATCH", "DELETE");

export { other as POST, other as PUT };
