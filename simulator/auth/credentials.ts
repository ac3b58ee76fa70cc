import { createHash } from "node:crypto";

/** What a login may send: lower-case hex of `username:password` (docs/kazoo.md#logging-in). */
export function hashCredentials(username: string, password: string): { md5: string; sha: string } {
  // The stored hash is of the lower-cased name: a client that hashes "Bob:pw" never logs in.
  const text = `${username.toLowerCase()}:${password}`;
  const hash = (algorithm: string) => createHash(algorithm).update(text).digest("hex");
  return { md5: hash("md5"), sha: hash("sha1") };
}
