import { webhookDraftSchema } from "@/lib/domain/webhook";
import { json, route } from "@/lib/http/route";
import { createWebhook } from "@/lib/webhooks/create-webhook";
import { listWebhooks } from "@/lib/webhooks/list-webhooks";

export const GET = route({
  auth: "account",
  handle: async ({ runtime: { kazoo, receiverKeys }, session, scope }) => ({
    items: await listWebhooks({ kazoo: kazoo.as(session), receiverKeys, scope }),
    nextCursor: null,
  }),
});

export const POST = route({
  auth: "account",
  body: webhookDraftSchema,
  handle: async ({ runtime: { kazoo, receiverKeys }, session, scope, body }) =>
    json(await createWebhook({ kazoo: kazoo.as(session), receiverKeys, scope }, body), 201),
});
