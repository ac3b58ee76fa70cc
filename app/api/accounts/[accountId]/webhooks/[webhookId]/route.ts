import { z } from "zod";
import { webhookPatchSchema } from "@/lib/domain/webhook";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { getWebhook } from "@/lib/webhooks/get-webhook";
import { updateWebhook } from "@/lib/webhooks/update-webhook";
import { createWebhookNotes } from "@/lib/webhooks/webhook-notes";

// Kazoo's API lets a client choose the id: it need not be 32 hex digits.
const params = z.object({ webhookId: z.string().min(1).max(256) });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: route({
    auth: "account",
    params,
    handle: ({ runtime, session, scope, params: { webhookId } }) =>
      getWebhook({ ...runtime, kazoo: runtime.kazoo.as(session), scope }, webhookId),
  }),
  PATCH: route({
    auth: "account",
    params,
    // Kazoo's revision of what was read: the change is refused when there is another by now.
    query: z.object({ revision: z.string().min(1).max(128).optional() }),
    body: webhookPatchSchema,
    async handle({ runtime, session, scope, params: { webhookId }, query: { revision }, body }) {
      const context = { ...runtime, kazoo: runtime.kazoo.as(session), scope };
      const saved = await updateWebhook(context, webhookId, body, revision);
      return createWebhookNotes(runtime).saved(scope, saved);
    },
  }),
  DELETE: route({
    auth: "account",
    params,
    async handle({ runtime, session, scope, params: { webhookId } }) {
      await runtime.kazoo.as(session).deleteWebhook(scope.accountId, webhookId);
      await createWebhookNotes(runtime).deleted(scope, webhookId);
      return new Response(null, { status: 204 });
    },
  }),
});
