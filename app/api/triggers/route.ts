import { route } from "@/lib/http/route";

export const GET = route({
  auth: "session",
  handle: async ({ runtime, session: { cluster, token } }) => ({
    items: await runtime.kazoo.as({ cluster, token }).listTriggers(),
    nextCursor: null,
  }),
});
