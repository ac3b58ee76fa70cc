import { z } from "zod";
import { testRequestSchema } from "@/lib/domain/test-hop";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { sseResponse } from "@/lib/http/sse";
import { testWebhook } from "@/lib/webhooks/test-fire/test-webhook";

export const dynamic = "force-dynamic";

const params = z.object({ webhookId: z.string().min(1).max(256) });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Makes the webhook deliver once, for real where that is harmless; one frame a hop. */
  POST: route({
    auth: "account",
    params,
    body: testRequestSchema,
    handle: ({ runtime, request, session, scope, params: { webhookId }, body }) => {
      const { kazoo, receiverKeys, askTarget, eventStore, stopping, logger } = runtime;
      const { operatorId, username } = session;
      logger.info({ ...scope, operatorId, username, webhookId }, "a webhook is tested");
      const context = { kazoo: kazoo.as(session), receiverKeys, askTarget, eventStore, scope };
      return sseResponse(
        async function* (signal) {
          for await (const hop of testWebhook({ ...context, signal }, webhookId, body)) {
            yield { event: "hop", data: hop };
          }
        },
        { request, stopping },
      );
    },
  }),
});
