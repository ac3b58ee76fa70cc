import { loginApps } from "../apps/installed-apps";
import { defined, type JsonObject, stringAt } from "../json/json";
import type { Account } from "../state/documents";
import type { World } from "../state/world";

/** The extras of every login answer, in order (docs/kazoo.md#login-answers). */
export function sessionExtras(world: World, account: Account): JsonObject {
  const reseller = resellerOf(world, account);
  return defined({
    ui_config: {},
    capabilities: { voicemail: { transcription: { default: false, available: false } } },
    is_master_account: account.id === world.masterAccountId,
    is_reseller: account.isReseller,
    reseller_id: reseller?.id,
    cluster_id: world.clusterId,
    account_name: stringAt(account.fields, "name"),
    language: stringAt(account.fields, "language") ?? "en-US",
    apps: loginApps(world),
  });
}

/** The nearest reseller at or above the account. */
export function resellerOf(world: World, account: Account): Account | undefined {
  if (account.isReseller) return account;
  const ancestors = account.tree.map((id) => world.accounts.get(id)).reverse();
  return ancestors.find((ancestor) => ancestor?.isReseller);
}
