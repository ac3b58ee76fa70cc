import { resellerOf } from "../auth/session-data";
import { defined, type JsonObject, stringAt } from "../json/json";
import type { Schema } from "../schema/schema";
import type { Account } from "../state/documents";
import type { World } from "../state/world";

export const ACCOUNT_SCHEMA: Schema = {
  fields: {
    call_restriction: { type: "object", default: {} },
    language: { type: "string" },
    music_on_hold: { type: "object", default: {} },
    name: { type: "string", required: true, minLength: 1, maxLength: 128 },
    preflow: { type: "object", default: {} },
    realm: { type: "string", minLength: 4, maxLength: 253, pattern: /^[.\w_-]+$/ },
    ringtones: { type: "object", default: {} },
    timezone: { type: "string", minLength: 5, maxLength: 32, default: "America/Los_Angeles" },
  },
};

// Computed on reading; a client that sends them back does not store them.
export const COMPUTED_FIELDS = [
  "wnm_allow_additions",
  "superduper_admin",
  "created",
  "enabled",
  "reseller_id",
  "is_reseller",
  "billing_mode",
  "api_key",
];

/** The account document as answered, computed fields last (docs/kazoo.md#accounts). */
export function accountData(world: World, account: Account, withKey = false): JsonObject {
  return defined({
    ...account.fields,
    id: account.id,
    wnm_allow_additions: false,
    superduper_admin: account.isSuperduperAdmin,
    created: account.created,
    enabled: account.enabled,
    reseller_id: resellerOf(world, account)?.id,
    is_reseller: account.isReseller,
    billing_mode: "limits_only",
    api_key: withKey ? account.apiKey : undefined,
  });
}

export const accountName = (account: Account) => stringAt(account.fields, "name") ?? "";
