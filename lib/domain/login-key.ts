import type { Credentials } from "./session";

/**
 * One string per login that Kazoo would take for the same: it reads an account's name as lower-case
 * letters and digits, and usernames in lower case. Guesses are counted under it.
 */
export function loginKey(credentials: Credentials, defaultCluster: string): string {
  const { cluster, accountName, accountRealm, phoneNumber, username } = credentials;
  const account = accountName
    ? `name:${accountName.toLowerCase().replace(/[^a-z0-9]/g, "")}`
    : accountRealm
      ? `realm:${accountRealm.toLowerCase()}`
      : `phone:${phoneNumber?.replace(/[^0-9]/g, "")}`;
  return JSON.stringify([cluster ?? defaultCluster, account, username.toLowerCase()]);
}
