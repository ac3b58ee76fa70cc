import { type JsonObject, objectAt, withoutKeys } from "../json/json";
import type { World } from "../state/world";

/** Overlays custom_data on the event and adds the cluster id (docs/kazoo.md#custom-data). */
export function buildPayload(world: World, event: JsonObject, webhook: JsonObject): JsonObject {
  const customData = objectAt(webhook, "custom_data") ?? {};
  // 4.3 overlays type and action too.
  const overlay =
    world.settings.kazoo === "master" ? withoutKeys(customData, ["type", "action"]) : customData;
  // Overridden keys keep their place; new ones follow in reverse order.
  const reversed = Object.fromEntries(Object.entries(overlay).reverse());
  return { ...event, ...reversed, cluster_id: world.clusterId };
}
