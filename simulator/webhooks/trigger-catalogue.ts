import type { ApiReply } from "../http/api-reply";
import type { ApiRequest } from "../http/api-request";
import { listReply } from "../http/list-page";
import type { ApiContext } from "../http/route";
import { isJsonObject, type Json, type JsonObject, objectAt } from "../json/json";
import type { KazooVersion } from "../options";
import { HIDDEN_NOTIFICATION_KINDS, NOTIFICATION_KINDS } from "./notification-kinds";

const OBJECT_TYPES = [
  ...["account", "callflow", "device", "faxbox", "media", "user", "vmbox", "fax"],
  ...["mailbox_message", "call_recording"],
];
const OBJECT_ACTIONS = ["doc_created", "doc_edited", "doc_deleted"];

/** Values of `hook`, as the schema's enum lists them. */
export const TRIGGER_IDS: readonly string[] = [
  ...["all", "channel_answer", "channel_bridge", "channel_create", "channel_destroy"],
  ...["mms", "notifications", "object", "parking", "sms"],
];

function notificationItems(version: KazooVersion): JsonObject {
  const kinds = Object.entries(NOTIFICATION_KINDS)
    .filter(([name]) => version === "master" || name !== "cf_notification")
    .map(([name, friendlyName]): [string, Json] => [
      name,
      { friendly_name: friendlyName, description: `Sent for: ${friendlyName.toLowerCase()}` },
    ]);
  // Kazoo's own order is the reverse of the alphabet.
  return Object.fromEntries(kinds.reverse());
}

/**
 * The triggers, sorted by name descending, with both shapes of modifiers (docs/kazoo.md#triggers).
 */
function triggerCatalogue(version: KazooVersion): JsonObject[] {
  const all = version === "master" ? ["all"] : [];
  return [
    { name: "SMS", description: "An SMS was received", id: "sms" },
    {
      name: "Object",
      description: "A document of the account (a user, a device ...) was changed",
      modifiers: {
        type: {
          type: "array",
          description: "A list of object types to handle",
          items: [...all, ...OBJECT_TYPES],
        },
        action: {
          type: "array",
          description: "A list of object actions to handle",
          items: [...all, ...OBJECT_ACTIONS],
        },
      },
      id: "object",
    },
    {
      name: "Notifications Webhook",
      description: "A notification was sent, such as a new voicemail or a missed call",
      modifiers: { type: { type: "object", items: notificationItems(version) } },
      id: "notifications",
    },
    { name: "MMS", description: "An MMS was received", id: "mms" },
    {
      name: "Channel Destroy",
      description: "A channel ended, usually because somebody hung up",
      id: "channel_destroy",
    },
    { name: "Channel Create", description: "A new channel exists", id: "channel_create" },
    {
      name: "Channel Bridge",
      description: "Two channels were connected with each other",
      id: "channel_bridge",
    },
    {
      name: "Channel Answer",
      description: "A channel has audio both ways: somebody or something answered",
      id: "channel_answer",
    },
    { name: "Call Parking", description: "A call was parked or fetched", id: "parking" },
  ];
}

/** Values each modifier of a trigger accepts, from the UNfiltered catalogue. */
export function modifierValues(version: KazooVersion, hook: string): Map<string, string[]> {
  const trigger = triggerCatalogue(version).find((item) => item.id === hook);
  const modifiers = (trigger && objectAt(trigger, "modifiers")) ?? {};
  return new Map(
    Object.entries(modifiers).map(([key, modifier]) => {
      const items = isJsonObject(modifier) ? modifier.items : undefined;
      if (isJsonObject(items)) return [key, Object.keys(items)];
      return [key, Array.isArray(items) ? items.map(String) : []];
    }),
  );
}

function hideFromTenants(trigger: JsonObject): JsonObject {
  if (trigger.id !== "notifications") return trigger;
  const items = objectAt(objectAt(objectAt(trigger, "modifiers") ?? {}, "type") ?? {}, "items");
  const shown = Object.entries(items ?? {}).filter(
    ([name]) => !HIDDEN_NOTIFICATION_KINDS.includes(name),
  );
  return {
    ...trigger,
    modifiers: { type: { type: "object", items: Object.fromEntries(shown) } },
  };
}

/** `GET /v2/webhooks`: no token needed (docs/kazoo.md#triggers). */
export function listTriggers(request: ApiRequest, { world, faults }: ApiContext): ApiReply {
  // The catalogue is written by the webhooks app when it starts.
  const isEmpty = faults.isOn("empty-triggers") || faults.isOn("no-webhooks-app");
  if (isEmpty) return { data: [], paging: { pageSize: 0 } };
  const account = world.accounts.get(request.principal?.accountId ?? "");
  const catalogue = triggerCatalogue(world.settings.kazoo);
  const data = account?.isSuperduperAdmin ? catalogue : catalogue.map(hideFromTenants);
  return { ...listReply(data), paging: { pageSize: data.length } };
}
