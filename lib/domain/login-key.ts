import type { Credentials } from "./session";

/** What guesses are counted under. */
export interface LoginKey {
  readonly account: string;
  /** The account and the username. */
  readonly login: string;
}

/**
 * The same for all logins that Kazoo would take for the same: it reads an account's name as
 * lower-case letters and digits, and usernames in lower case.
 */
export function loginKey(credentials: Credentials, defaultCluster: string): LoginKey {
  const { cluster, accountName, accountRealm, phoneNumber, username } = credentials;
  const name = accountName
    ? `name:${accountName.toLowerCase().replace(/[^a-z0-9]/g, "")}`
    : accountRealm
      ? `realm:${accountRealm.toLowerCase()}`
      : `phone:${phoneNumber?.replace(/[^0-9]/g, "")}`;
  const account = [cluster ?? defaultCluster, name];
  return {
    account: JSON.stringify(account),
    login: JSON.stringify([...account, username.toLowerCase()]),
  };
}
