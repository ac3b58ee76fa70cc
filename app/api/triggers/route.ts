import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  GET: route({
    auth: "session",
    handle: async ({ runtime, session: { cluster, token } }) => ({
      items: await runtime.kazoo.as({ cluster, token }).listTriggers(),
      nextCursor: null,
    }),
  }),
});
