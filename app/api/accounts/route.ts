import { z } from "zod";
import { accountMatches, seenFrom } from "@/lib/domain/account";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

const querySchema = z.object({
  parent: z.string().optional(),
  q: z.string().max(256).default(""),
});

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: route({
    auth: "session",
    query: querySchema,
    handle: async ({ runtime, session, query: { parent, q } }) => {
      const { cluster, token, accountId } = session;
      const parentId = parent ?? accountId;
      const { account } = await runtime.accountAccess.require(session, parentId);
      const descendants = await runtime.kazoo.as({ cluster, token }).listDescendants(parentId);
      const items = [account, ...descendants]
        .map((each) => seenFrom(each, accountId))
        .filter((each) => accountMatches(each, q));
      return { items, nextCursor: null };
    },
  }),
});
