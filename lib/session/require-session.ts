import { HooklineError } from "@/lib/domain/hookline-error";
import type { KazooLogin } from "@/lib/kazoo/kazoo";
import { getRuntime } from "@/lib/runtime";
import { openSessionCookie, type SessionData } from "./session-cookie";

const renewBeforeMs = 20 * 60_000;

// Requests that come together renew once.
const renewals = new Map<string, Promise<KazooLogin>>();

/** The session as the cookie says, or null. Doesn't ask Kazoo: for pages. */
export async function readSession(): Promise<SessionData | null> {
  const { data } = await openSessionCookie();
  return data && data.expiresAt > Date.now() ? data : null;
}

function renew(session: SessionData): Promise<KazooLogin> {
  const running = renewals.get(session.token);
  if (running) return running;
  const { cluster, token } = session;
  const renewal = getRuntime()
    .kazoo.as({ cluster, token })
    .refreshToken()
    .finally(() => renewals.delete(token));
  renewals.set(token, renewal);
  return renewal;
}

/** The session of a request that somebody's work caused; renews its token before it expires. */
export async function requireSession(): Promise<SessionData> {
  const cookie = await openSessionCookie();
  const session = cookie.data;
  if (!session) throw new HooklineError("session_required", "Log in to go on.");
  const lifeLeftMs = session.expiresAt - Date.now();
  if (lifeLeftMs <= 0)
    throw new HooklineError("session_over", "Your session is over. Log in again.");
  if (lifeLeftMs > renewBeforeMs) return session;
  try {
    const { token, expiresAt } = await renew(session);
    const renewed = { ...session, token, expiresAt };
    cookie.data = renewed;
    await cookie.save();
    return renewed;
  } catch (cause) {
    if (cause instanceof HooklineError && cause.code === "session_over") throw cause;
    // Kazoo can't renew just now; the token we have is still good.
    getRuntime().logger.warn({ err: cause }, "session not renewed");
    return session;
  }
}
