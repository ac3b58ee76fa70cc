import type { Credentials, SessionView } from "@/lib/domain/session";
import { type LoginFields, toCredentials } from "./login-fields";

/**
 * The credentials that renew a session: the account is named as the operator named it the last
 * time, because Kazoo lets accounts share a name and not every account has one that logs in.
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
