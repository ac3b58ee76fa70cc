import { cookies } from "next/headers";
import type { Env } from "@/lib/config/env";
import type { SessionView } from "@/lib/domain/session";
import { openSealedSession, type SealedSession } from "./open-sealed-session";
import type { SessionData } from "./session-data";
import { sessionIdentity } from "./session-identity";

const cookieLifeSeconds = 24 * 60 * 60;

/** What a session's cookie is made with. */
export interface CookieSettings {
  readonly env: Pick<Env, "publicUrl" | "basePath">;
  readonly sessionSecret: string;
}

export async function openSessionCookie({
  env,
  sessionSecret,
}: CookieSettings): Promise<SealedSession> {
  const secure = env.publicUrl.startsWith("https:");
  const atRoot = env.basePath === "";
  return openSealedSession(await cookies(), {
    // Browsers keep a __Host- cookie to this very host and https; it can't be kept to a path.
    cookieName: secure ? `__${atRoot ? "Host" : "Secure"}-hookline` : "hookline",
    password: sessionSecret,
    ttl: cookieLifeSeconds,
    cookieOptions: { httpOnly: true, sameSite: "lax", path: env.basePath || "/", secure },
  });
}

export function toSessionView(session: SessionData): SessionView {
  return {
    identity: sessionIdentity(session),
    cluster: session.cluster,
    operator: { id: session.operatorId, username: session.username },
    account: { id: session.accountId, name: session.accountName },
    expiresAt: session.expiresAt,
  };
}
