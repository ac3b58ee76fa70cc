import { hashCredentials } from "../auth/credentials";
import { type JsonObject, stringAt, withoutKeys } from "../json/json";
import type { User } from "../state/documents";
import type { World } from "../state/world";

/** Stores a user whose fields have been checked. */
export function createUser(world: World, accountId: string, fields: JsonObject, id?: string): User {
  const user: User = {
    ...world.newDocument(accountId, withoutKeys(fields, ["password"]), id),
    identitySecret: world.newKey(64),
  };
  setPassword(world, user, fields);
  world.users.set(user.id, user);
  return user;
}

/** Hashes a new password and renews the secret, so that outstanding tokens end. */
export function setPassword(world: World, user: User, fields: JsonObject): void {
  const password = stringAt(fields, "password");
  const username = stringAt(fields, "username");
  if (password === undefined || username === undefined) return;
  user.hashes = hashCredentials(username, password);
  user.identitySecret = world.newKey(64);
}
