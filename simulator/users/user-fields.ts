import { defined, type JsonObject, withoutKeys } from "../json/json";
import type { Schema } from "../schema/schema";
import type { User } from "../state/documents";

export const USER_SCHEMA: Schema = {
  fields: {
    call_restriction: { type: "object", default: {} },
    contact_list: { type: "object", default: {} },
    email: { type: "string", minLength: 3, maxLength: 254 },
    enabled: { type: "boolean", default: true },
    first_name: { type: "string", required: true, minLength: 1, maxLength: 128 },
    hotdesk: {
      type: "object",
      default: { enabled: false, keep_logged_in_elsewhere: false, require_pin: false },
    },
    last_name: { type: "string", required: true, minLength: 1, maxLength: 128 },
    music_on_hold: { type: "object", default: {} },
    password: { type: "string" },
    priv_level: { type: "string", enum: ["user", "admin"], default: "user" },
    require_password_update: { type: "boolean", default: false },
    ringtones: { type: "object", default: {} },
    timezone: { type: "string", minLength: 5, maxLength: 32 },
    username: { type: "string", minLength: 1, maxLength: 256, pattern: /^([+@.\w_-]+)$/ },
    verified: { type: "boolean", default: false },
    vm_to_email_enabled: { type: "boolean", default: true },
  },
};

/** The document as answered; a password is never stored. */
export function userData(user: User): JsonObject {
  return { ...withoutKeys(user.fields, ["password"]), id: user.id };
}

export function userListItem(user: User): JsonObject {
  const { fields } = user;
  return defined({
    id: user.id,
    features: fields.vm_to_email_enabled === true ? ["vm_to_email"] : [],
    username: fields.username,
    email: fields.email,
    first_name: fields.first_name,
    last_name: fields.last_name,
    priv_level: fields.priv_level,
    presence_id: fields.presence_id,
    timezone: fields.timezone,
    flags: fields.flags ?? [],
  });
}
