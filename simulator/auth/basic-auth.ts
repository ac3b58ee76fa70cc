import type { Principal } from "../http/api-request";
import { defined } from "../json/json";
import type { World } from "../state/world";
import { hashCredentials } from "./credentials";

/**
 * `Authorization: Basic` of `{account}:{md5}` or `{account}:{username}:{password}`
 * (docs/kazoo.md#sending-the-token).
 */
export function basicPrincipal(world: World, encoded: string): Principal | undefined {
  const [accountId = "", ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  const [first = "", ...password] = rest;
  const md5 = password.length === 0 ? first : hashCredentials(first, password.join(":")).md5;
  const user = world
    .ofAccount(world.users, accountId)
    .find(({ fields, hashes }) => fields.enabled !== false && hashes?.md5 === md5);
  if (!user) return undefined;
  const claims = defined({ account_id: accountId, owner_id: user.id, method: "cb_basic_auth" });
  return { accountId, ownerId: user.id, token: encoded, claims };
}
