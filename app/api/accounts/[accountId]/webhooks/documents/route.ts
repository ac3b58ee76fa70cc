import * as z from "zod/mini";
import { joinedIdsSchema } from "@/lib/domain/switched-off";
import { maxDocumentsAtOnce } from "@/lib/domain/webhook";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { listWebhooks } from "@/lib/webhooks/list-webhooks";

const query = z.object({
  ids: z.pipe(joinedIdsSchema, z.array(z.string()).check(z.maxLength(maxDocumentsAtOnce))),
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** Some of the account's webhooks with their documents, for one request to Kazoo each. */
  GET: route({
    auth: "account",
    query,
    handle: async ({ runtime, session, scope, query: { ids } }) => {
      const context = { ...runtime, kazoo: runtime.kazoo.as(session), scope };
      return { items: await listWebhooks(context, { ids }), nextCursor: null };
    },
  }),
});
