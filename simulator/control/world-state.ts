import type { World } from "../state/world";
import type { CreatedControls } from "./controls";

/** What is stored, in plain names, for `GET /_simulator/state`. */
export function worldState(world: World, controls: CreatedControls) {
  const accounts = [...world.accounts.values()].map((account) => ({
    id: account.id,
    name: account.fields.name,
    realm: account.fields.realm,
    tree: account.tree,
    enabled: account.enabled,
    apiKey: account.apiKey,
  }));
  const users = [...world.users.values()].map(({ id, accountId, fields }) => ({
    id,
    accountId,
    username: fields.username,
    name: `${fields.first_name} ${fields.last_name}`,
    privLevel: fields.priv_level,
  }));
  const webhooks = [...world.webhooks.values()].map((webhook) => ({
    id: webhook.id,
    accountId: webhook.accountId,
    disabledMessage: webhook.disabledMessage,
    ...webhook.fields,
  }));
  return {
    kazoo: world.settings.kazoo,
    now: new Date(world.clock.now()).toISOString(),
    clusterId: world.clusterId,
    accounts,
    users,
    devices: [...world.documents.values()].filter(({ type }) => type === "device").length,
    webhooks,
    attempts: world.attempts.length,
    eventsInProgress: controls.eventsInProgress(),
    isTrafficRunning: controls.isTrafficRunning(),
  };
}
