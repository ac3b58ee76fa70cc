import { z } from "zod";
import { accountMatches, seenFrom } from "@/lib/domain/account";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

const querySchema = z.object({
  parent: z.string().optional(),
  q: z.string().max(256).default(""),
});

export const GET = route({
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
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
