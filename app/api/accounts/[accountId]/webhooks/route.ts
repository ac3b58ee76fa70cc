import { z } from "zod";
import { webhookDraftSchema } from "@/lib/domain/webhook";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { json, route } from "@/lib/http/route";
import { learnWebhooks } from "@/lib/receiver/learn-webhooks";
import { createWebhook } from "@/lib/webhooks/create-webhook";
import { listWebhooks } from "@/lib/webhooks/list-webhooks";

const querySchema = z.object({ documents: z.stringbool().default(true) });

/** With `?documents=false` each `detail` is null and Kazoo is asked for its list only. */
export const GET = route({
  auth: "account",
  query: querySchema,
  handle: async ({ runtime, session, scope, query }) => {
    const { kazoo, receiverKeys } = runtime;
    const items = await listWebhooks({ kazoo: kazoo.as(session), receiverKeys, scope }, query);
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

const other = methodNotAllowed("GET", "POST");

export { other as DELETE, other as PATCH, other as PUT };
