import { credentialsSchema } from "@/lib/domain/session";
import { clientAddress } from "@/lib/http/client-address";
import { methodNotAllowed } from "@/lib/http/method-not-allowed";
import { route } from "@/lib/http/route";
import { logIn } from "@/lib/session/log-in";
import { openSessionCookie, toSessionView } from "@/lib/session/session-cookie";

export const POST = route({
  auth: "public",
  body: credentialsSchema,
  handle: async ({ runtime, request, body }) => {
    const { kazoo, loginThrottle } = runtime;
    const session = await logIn(kazoo, loginThrottle, clientAddress(request.headers), body);
    const cookie = await openSessionCookie();
    cookie.data = session;
    await cookie.save();
    return toSessionView(session);
  },
});

export const GET = route({
  auth: "session",
  handle: ({ session }) => toSessionView(session),
});

/** Forgets the token; Kazoo has no way to withdraw one (docs/kazoo.md#sending-the-token). */
export const DELETE = route({
  auth: "public",
  handle: async () => {
    const cookie = await openSessionCookie();
    cookie.destroy();
    return new Response(null, { status: 204 });
  },
});

const other = methodNotAllowed("GET", "POST", "DELETE");

export { other as PATCH, other as PUT };
