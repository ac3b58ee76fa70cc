import { HooklineError } from "@/lib/domain/hookline-error";
import type { SessionData } from "./session-data";

const identityHeader = "hookline-session-of";

type Login = Pick<SessionData, "cluster" | "accountId" | "operatorId" | "username">;

/** Who is logged in; the same through every renewal of the token. */
export function sessionIdentity({ cluster, accountId, operatorId, username }: Login): string {
  // Encoded, since a header holds no other letters than those of latin1.
  return [cluster, accountId, operatorId ?? username].map(encodeURIComponent).join("/");
}

/**
 * All tabs of a browser share one cookie. A request that says whose page it comes from is refused
 * with session_changed once the cookie is somebody else's.
 */
export function requireIdentity(headers: Headers, session: Login): void {
  const expected = headers.get(identityHeader);
  if (expected === null || expected === sessionIdentity(session)) return;
  throw new HooklineError(
    "session_changed",
    "Another login replaced this one in this browser. The page has to be loaded again.",
  );
}
