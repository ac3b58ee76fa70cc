import { HooklineError } from "@/lib/domain/hookline-error";
import { withPatience } from "@/lib/domain/with-patience";
import { getRuntime } from "@/lib/runtime";
import { renewalDue } from "./renewal-due";
import { openSessionCookie } from "./session-cookie";
import type { SessionData } from "./session-data";

/** No request waits longer than this for a renewal, because the present token is still good. */
const patienceMs = 2_000;

/** The session as the cookie says, or null. Doesn't ask Kazoo: for pages. */
export async function readSession(): Promise<SessionData | null> {
  const { data } = await openSessionCookie();
  return data && data.expiresAt > Date.now() ? data : null;
}

/** The session of a request that an operator's work caused. Renews the token before it expires. */
export async function requireSession(): Promise<SessionData> {
  const { tokenRenewal, logger } = getRuntime();
  const cookie = await openSessionCookie();
  const session = cookie.data;
  if (!session) throw new HooklineError("session_required", "Log in to go on.");
  const now = Date.now();
  if (session.expiresAt <= now) {
    throw new HooklineError("session_over", "Your session is over. Log in again.");
  }
  if (!renewalDue(session, now)) return session;
  try {
    const login = await withPatience(tokenRenewal.renew(session), patienceMs);
    if (!login) return session;
    const { token, expiresAt } = login;
    const renewed = { ...session, token, expiresAt, obtainedAt: now };
    cookie.data = renewed;
    await cookie.save();
    return renewed;
  } catch (cause) {
    if (cause instanceof HooklineError && cause.code === "session_over") throw cause;
    logger.warn({ err: cause }, "session not renewed");
    return session;
  }
}
