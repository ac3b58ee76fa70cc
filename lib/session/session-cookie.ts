import { getIronSession, type IronSession } from "iron-session";
import { cookies } from "next/headers";
import type { SessionView } from "@/lib/domain/session";
import { getRuntime } from "@/lib/runtime";

/** What the sealed cookie holds. The token is in here and nowhere else. */
export interface SessionData {
  readonly cluster: string;
  readonly token: string;
  /** Unix milliseconds: when Kazoo gave the token. */
  readonly obtainedAt: number;
  /** Unix milliseconds: when Kazoo stops taking the token. */
  readonly expiresAt: number;
  readonly accountId: string;
  readonly accountName: string;
  readonly operatorId: string | null;
  readonly username: string;
}

interface SealedSession {
  data?: SessionData;
}

const cookieLifeSeconds = 24 * 60 * 60;

export async function openSessionCookie(): Promise<IronSession<SealedSession>> {
  const { env, sessionSecret } = getRuntime();
  const secure = env.publicUrl.startsWith("https:");
  return getIronSession<SealedSession>(await cookies(), {
    // Browsers keep a __Host- cookie to this very host, path and https.
    cookieName: secure ? "__Host-hookline" : "hookline",
    password: sessionSecret,
    ttl: cookieLifeSeconds,
    cookieOptions: { httpOnly: true, sameSite: "lax", path: "/", secure },
  });
}

export function toSessionView(session: SessionData): SessionView {
  return {
    cluster: session.cluster,
    operator: { id: session.operatorId, username: session.username },
    account: { id: session.accountId, name: session.accountName },
    expiresAt: session.expiresAt,
  };
}
