import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";

export const GET = route({
  auth: "session",
  handle: async ({ runtime, session: { cluster, token } }) => ({
    items: await runtime.kazoo.as({ cluster, token }).listTriggers(),
    nextCursor: null,
  }),
});

const other = methodNotAllowed("GET");

export { other as DELETE, other as PATCH, other as POST, other as PUT };
