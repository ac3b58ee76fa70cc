import * as z from "zod/mini";
import { kazooIdSchema } from "@/lib/domain/account";
import { maxNamesAtOnce } from "@/lib/domain/named-object";
import { joinedIdsSchema } from "@/lib/domain/switched-off";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

const query = z.object({
  ids: z.pipe(joinedIdsSchema, z.array(kazooIdSchema).check(z.maxLength(maxNamesAtOnce))),
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  /** What ids in events stand for: the account's users, devices, mailboxes and the like. */
  GET: route({
    auth: "account",
    query,
    handle: async ({ runtime, session, scope, query: { ids } }) => {
      const context = { kazoo: runtime.kazoo.as(session), scope };
      return { items: await runtime.objectNames.of(context, ids) };
    },
  }),
});
