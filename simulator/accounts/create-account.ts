import { defined, type JsonObject } from "../json/json";
import { validate } from "../schema/validate";
import type { Account } from "../state/documents";
import type { World } from "../state/world";
import { ACCOUNT_SCHEMA } from "./account-fields";

export interface AccountSettings {
  id?: string;
  parent?: Account;
  enabled?: boolean;
  expiresAt?: number;
  apiKey?: string;
  isReseller?: boolean;
  isSuperduperAdmin?: boolean;
  phoneNumbers?: string[];
  multiFactor?: Account["multiFactor"];
}

/** Stores an account below its parent; the caller has checked the fields. */
export function createAccount(
  world: World,
  fields: JsonObject,
  settings: AccountSettings = {},
): Account {
  const { parent } = settings;
  const id = settings.id ?? world.newId();
  const { value } = validate(ACCOUNT_SCHEMA, fields);
  const realm = value.realm ?? `${world.newKey(6)}.sip.example`;
  const account: Account = {
    ...world.newDocument(id, defined({ ...value, realm }), id),
    tree: parent ? [...parent.tree, parent.id] : [],
    enabled: settings.enabled ?? true,
    expiresAt: settings.expiresAt,
    apiKey: settings.apiKey ?? world.newKey(64),
    isReseller: settings.isReseller ?? false,
    isSuperduperAdmin: settings.isSuperduperAdmin ?? false,
    identitySecret: world.newKey(64),
    phoneNumbers: settings.phoneNumbers ?? [],
    multiFactor: settings.multiFactor,
  };
  world.accounts.set(id, account);
  return account;
}
