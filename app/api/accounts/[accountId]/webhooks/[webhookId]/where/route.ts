import * as z from "zod/mini";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { sseResponse } from "@/lib/http/sse";
import { readReceiverState } from "@/lib/receiver-keys/read-receiver-state";
import { whereIsMyEvent } from "@/lib/webhooks/where/where-is-my-event";
import { whereRequestSchema } from "@/lib/webhooks/where/where-request";

export const dynamic = "force-dynamic";

const params = z.object({ webhookId: z.string().check(z.minLength(1), z.maxLength(256)) });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Looks for an event that doesn't show; one frame a check, the last one is the verdict. */
  POST: route({
    auth: "account",
    params,
    body: whereRequestSchema,
    async handle({ runtime, request, session, scope, params: { webhookId }, body: asked }) {
      const { receiverKeys, askTarget, eventStore, readHealth, drain, stopping } = runtime;
      const state = await readReceiverState(runtime, scope);
      const context = {
        ...{ receiverKeys, askTarget, eventStore, readHealth, scope },
        kazoo: runtime.kazoo.as(session),
        operatorId: session.operatorId ?? session.username,
        receiving: { ...state, setAside: drain.status().rejected > 0 },
      };
      return sseResponse(
        async function* () {
          for await (const check of whereIsMyEvent(context, { webhookId, ...asked })) {
            yield { event: "check", data: check };
          }
        },
        { request, stopping },
      );
    },
  }),
});
