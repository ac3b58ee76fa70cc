import { credentialsSchema } from "@/lib/domain/session";
import { clientAddress } from "@/lib/http/client-address";
import { route } from "@/lib/http/route";
import { routes } from "@/lib/http/routes";
import { logIn } from "@/lib/session/log-in";
import { openSessionCookie, toSessionView } from "@/lib/session/session-cookie";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = routes({
  POST: route({
    auth: "public",
    body: credentialsSchema,
    handle: async ({ runtime, request, body }) => {
      const { kazoo, loginThrottle } = runtime;
      const session = await logIn(kazoo, loginThrottle, clientAddress(request.headers), body);
      const cookie = await openSessionCookie(runtime);
      cookie.data = session;
      await cookie.save();
      return toSessionView(session);
    },
  }),
  GET: route({
    auth: "session",
    handle: ({ session }) => toSessionView(session),
  }),
  /** Forgets the token; Kazoo has no way to withdraw one (docs/kazoo.md#sending-the-token). */
  DELETE: route({
    auth: "public",
    handle: async ({ runtime }) => {
      const cookie = await openSessionCookie(runtime);
      cookie.destroy();
      return new Response(null, { status: 204 });
    },
  }),
});
