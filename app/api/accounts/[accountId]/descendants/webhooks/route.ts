import { z } from "zod";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { sseResponse } from "@/lib/http/sse";

export const dynamic = "force-dynamic";

const querySchema = z.object({ fresh: z.stringbool().default(false) });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /**
   * The account and its descendants with their webhooks, at a pace that leaves Kazoo to others: one
   * frame an account. With `?fresh=true` nothing that was read before is given.
   */
  GET: route({
    auth: "account",
    query: querySchema,
    handle: ({ runtime, request, session, scope: { cluster }, account, query: { fresh } }) => {
      const { kazoo, receiverKeys, accountsReader, stopping } = runtime;
      const since = fresh ? Date.now() : 0;
      const operatorId = session.operatorId ?? session.username;
      return sseResponse(
        async function* (signal) {
          const sweep = kazoo.sweep(session);
          const parts = { sweep, receiverKeys, cluster, operatorId, account, signal };
          for await (const frame of accountsReader.frames(parts, since)) {
            yield { event: frame.is, data: frame };
          }
        },
        { request, stopping },
      );
    },
  }),
});
