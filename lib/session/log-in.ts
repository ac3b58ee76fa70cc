import { HooklineError } from "@/lib/domain/hookline-error";
import { loginKey } from "@/lib/domain/login-key";
import type { Credentials } from "@/lib/domain/session";
import type { Kazoo, KazooLogin } from "@/lib/kazoo/kazoo";
import type { LoginThrottle } from "./login-throttle";
import type { SessionData } from "./session-data";

/** Whether the password may have been tried. A Kazoo that is down or busy tried nothing. */
function mayBeAGuess(cause: unknown): boolean {
  if (!(cause instanceof HooklineError)) return false;
  const { code, status } = cause;
  return status < 500 && code !== "kazoo_busy" && code !== "second_factor_required";
}

async function askKazoo(
  kazoo: Kazoo,
  throttle: LoginThrottle,
  address: string,
  credentials: Credentials,
): Promise<KazooLogin> {
  const key = loginKey(credentials, kazoo.clusterNames[0] ?? "");
  await throttle.attempt(address, key);
  try {
    const login = await kazoo.login(credentials);
    await throttle.forgive(address, key);
    return login;
  } catch (cause) {
    if (!mayBeAGuess(cause)) await throttle.forgive(address, key);
    throw cause;
  }
}

/** A new session; too_many_attempts before Kazoo is asked. The password goes nowhere else. */
export async function logIn(
  kazoo: Kazoo,
  throttle: LoginThrottle,
  address: string,
  credentials: Credentials,
): Promise<SessionData> {
  const login = await askKazoo(kazoo, throttle, address, credentials);
  return { ...login, obtainedAt: Date.now(), username: credentials.username };
}
