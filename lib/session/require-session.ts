import type { Logger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import { withPatience } from "@/lib/domain/with-patience";
import { renewalDue } from "./renewal-due";
import { type CookieSettings, openSessionCookie } from "./session-cookie";
import type { SessionData } from "./session-data";
import type { TokenRenewal } from "./token-renewal";

/** No request waits longer than this for a renewal, because the present token is still good. */
const patienceMs = 2_000;

interface Renewing extends CookieSettings {
  readonly tokenRenewal: TokenRenewal;
  readonly logger: Logger;
}

/** The session as the cookie says, or null. Doesn't ask Kazoo: for pages. */
export async function readSession(settings: CookieSettings): Promise<SessionData | null> {
  const { data } = await openSessionCookie(settings);
  return data && data.expiresAt > Date.now() ? data : null;
}

/** The session of a request that an operator's work caused. Renews the token before it expires. */
export async function requireSession(renewing: Renewing): Promise<SessionData> {
  const { tokenRenewal, logger } = renewing;
  const cookie = await openSessionCookie(renewing);
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
