import { validationError } from "../http/api-failure";
import { type JsonObject, stringAt } from "../json/json";
import { validate } from "../schema/validate";
import type { User } from "../state/documents";
import type { World } from "../state/world";
import { USER_SCHEMA } from "./user-fields";

/**
 * Schema, then unique username, password with a new username, e-mail format (docs/kazoo.md#users).
 */
export function checkUser(
  world: World,
  accountId: string,
  sent: JsonObject,
  self?: User,
): JsonObject {
  const { value, errors } = validate(USER_SCHEMA, sent);
  const username = stringAt(value, "username")?.toLowerCase();
  const email = stringAt(value, "email");
  if (username !== undefined) {
    value.username = username;
    const isTaken = world
      .ofAccount(world.users, accountId)
      .some((other) => other !== self && other.fields.username === username);
    if (isTaken) {
      const message = "Username must be unique within account";
      errors.username = { unique: { message, cause: username } };
    }
    const isNewName = self?.fields.username !== username;
    if (isNewName && stringAt(value, "password") === undefined) {
      const message = "The password must be provided when creating / updating the user name";
      errors.password = { required: { message, cause: username } };
    }
  }
  if (email !== undefined && !errors.email && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    errors.email = { wrong_format: { message: "Invalid email address", value: email } };
  }
  if (Object.keys(errors).length > 0) throw validationError(errors);
  return value;
}
