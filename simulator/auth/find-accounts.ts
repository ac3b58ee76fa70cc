import { type JsonObject, stringAt } from "../json/json";
import type { Account } from "../state/documents";
import type { World } from "../state/world";

/** Account names are compared as lower-case letters and digits only. */
const normalizeAccountName = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Accounts a login may mean: by number, else realm, else name; each miss falls through. */
export function findLoginAccounts(world: World, data: JsonObject): Account[] {
  const accounts = [...world.accounts.values()];
  const number = stringAt(data, "phone_number");
  const byNumber = number ? accounts.filter((a) => a.phoneNumbers.includes(number)) : [];
  if (byNumber.length > 0) return byNumber;

  const realm = (stringAt(data, "account_realm") ?? stringAt(data, "realm"))?.toLowerCase();
  const byRealm = realm
    ? accounts.filter((a) => stringAt(a.fields, "realm")?.toLowerCase() === realm)
    : [];
  if (byRealm.length > 0) return byRealm;

  return findAccountsByName(world, stringAt(data, "account_name") ?? "");
}

export function findAccountsByName(world: World, given: string): Account[] {
  const name = normalizeAccountName(given);
  if (!name) return [];
  return [...world.accounts.values()].filter(
    ({ fields }) => normalizeAccountName(stringAt(fields, "name") ?? "") === name,
  );
}
