import { z } from "zod";
import { webhookDraftSchema } from "@/lib/domain/webhook";
import { json, route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { createWebhook } from "@/lib/webhooks/create-webhook";
import { listWebhooks } from "@/lib/webhooks/list-webhooks";
import { createWebhookNotes } from "@/lib/webhooks/webhook-notes";

const querySchema = z.object({ documents: z.stringbool().default(true) });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /**
   * The account's webhooks, and which of them Kazoo switched off by itself. With `?documents=false`
   * each `detail` is null and Kazoo is asked for its list only.
   */
  GET: route({
    auth: "account",
    query: querySchema,
    handle: async ({ runtime, session, scope, query }) => {
      const { kazoo, receiverKeys } = runtime;
      const askedAt = Date.now();
      const items = await listWebhooks({ kazoo: kazoo.as(session), receiverKeys, scope }, query);
      const switchedOff = await createWebhookNotes(runtime).listed(scope, items, askedAt);
      return { items, nextCursor: null, switchedOff };
    },
  }),
  POST: route({
    auth: "account",
    body: webhookDraftSchema,
    handle: async ({ runtime, session, scope, body }) => {
      const { kazoo, receiverKeys } = runtime;
      const made = await createWebhook({ kazoo: kazoo.as(session), receiverKeys, scope }, body);
      return json(await createWebhookNotes(runtime).saved(scope, made), 201);
    },
  }),
});
