import type { FiredEvent } from "../firing/fired-event";
import type { JsonObject } from "../json/json";
import type { World } from "../state/world";

/**
 * A notification with the bus headers Kazoo leaves in the payload (docs/kazoo.md#notifications).
 */
export function notificationEvent(
  world: World,
  accountId: string,
  eventName: string,
  fields: JsonObject,
  appName = "crossbar",
): FiredEvent {
  const messageId = world.newKey(16);
  return {
    accountId,
    trigger: "notifications",
    payload: {
      ...fields,
      account_id: accountId,
      node: "kazoo_apps@sim.example",
      system_log_id: messageId,
      msg_id: messageId,
      event_name: eventName,
      event_category: "notification",
      app_version: "5.0.0",
      app_name: appName,
    },
  };
}

export const newUserNotification = (world: World, accountId: string, userId: string) =>
  notificationEvent(world, accountId, "new_user", { user_id: userId });

export const webhookDisabledNotification = (world: World, accountId: string, hookId: string) =>
  notificationEvent(world, accountId, "webhook_disabled", { hook_id: hookId }, "webhooks");
