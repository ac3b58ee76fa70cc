import * as z from "zod/mini";
import { joinedIdsSchema } from "@/lib/domain/switched-off";
import { maxDocumentsAtOnce } from "@/lib/domain/webhook";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";
import { listWebhooks } from "@/lib/webhooks/list-webhooks";

const query = z.object({
  ids: z.pipe(joinedIdsSchema, z.array(z.string()).check(z.maxLength(maxDocumentsAtOnce))),
});

/** Some of the account's webhooks with their documents, for one request to Kazoo each. */
export const GET = route({
  auth: "account",
  query,
  handle: async ({ runtime, session, scope, query: { ids } }) => {
    const context = { ...runtime, kazoo: runtime.kazoo.as(session), scope };
    return { items: await listWebhooks(context, { ids }), nextCursor: null };
  },
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
