import type { Credentials, SessionView } from "@/lib/domain/session";
import { type LoginFields, toCredentials } from "./login-fields";

/**
 * The credentials that renew a session: the account is named as at the last login, because accounts
 * in Kazoo may share a name, and some have none that logs in.
 */
export function logInAgain(
  { cluster, account, operator }: SessionView,
  remembered: Omit<LoginFields, "password"> | null,
  password: string,
): Credentials {
  const isTheirs = remembered?.username === operator.username && remembered.cluster === cluster;
  const named =
    isTheirs && remembered.by !== "name"
      ? { by: remembered.by, account: remembered.account }
      : { by: "name" as const, account: account.name };
  return toCredentials({ ...named, cluster, username: operator.username, password });
}
