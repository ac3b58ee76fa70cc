import { webhookDraftSchema } from "@/lib/domain/webhook";
import { json, route } from "@/lib/http/route";
import { learnWebhooks } from "@/lib/receiver/learn-webhooks";
import { createWebhook } from "@/lib/webhooks/create-webhook";
import { listWebhooks } from "@/lib/webhooks/list-webhooks";

export const GET = route({
  auth: "account",
  handle: async ({ runtime, session, scope }) => {
    const { kazoo, receiverKeys } = runtime;
    const items = await listWebhooks({ kazoo: kazoo.as(session), receiverKeys, scope });
    void learnWebhooks(runtime, scope, items);
    return { items, nextCursor: null };
  },
});

export const POST = route({
  auth: "account",
  body: webhookDraftSchema,
  handle: async ({ runtime, session, scope, body }) => {
    const { kazoo, receiverKeys, knownWebhooks } = runtime;
    const made = await createWebhook({ kazoo: kazoo.as(session), receiverKeys, scope }, body);
    knownWebhooks.add(scope, made);
    return json(made, 201);
  },
});
