import { createHash } from "node:crypto";

/** Kazoo's names of the two ways it keeps a password; "sha" is SHA-1 (docs/kazoo.md#logging-in). */
export type CredentialsMethod = "md5" | "sha";

/** Hex of md5 or sha1 over "username:password". Kazoo stored the username in lower case. */
export function credentialsHash(
  method: CredentialsMethod,
  username: string,
  password: string,
): string {
  return createHash(method === "sha" ? "sha1" : "md5")
    .update(`${username.toLowerCase()}:${password}`)
    .digest("hex");
}
