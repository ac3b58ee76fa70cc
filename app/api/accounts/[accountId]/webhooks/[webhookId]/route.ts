import { z } from "zod";
import { webhookPatchSchema } from "@/lib/domain/webhook";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";
import { getWebhook } from "@/lib/webhooks/get-webhook";
import { updateWebhook } from "@/lib/webhooks/update-webhook";

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
  handle: ({ runtime: { kazoo, receiverKeys }, session, scope, params: { webhookId }, body }) =>
    updateWebhook({ kazoo: kazoo.as(session), receiverKeys, scope }, webhookId, body),
});

export const DELETE = route({
  auth: "account",
  params,
  handle: async ({ runtime: { kazoo }, session, scope, params: { webhookId } }) => {
    await kazoo.as(session).deleteWebhook(scope.accountId, webhookId);
    return new Response(null, { status: 204 });
  },
});

const other = methodNotAllowed("GET", "PATCH", "DELETE");

export { other as POST, other as PUT };
