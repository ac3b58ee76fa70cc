import { createHash } from "node:crypto";
import { type Json, type JsonObject, objectAt, stringAt } from "../json/json";
import type { Webhook } from "../state/documents";
import type { World } from "../state/world";
import type { FiredEvent } from "./fired-event";

/** A webhook as the firing side holds it in memory. */
export interface LoadedWebhook {
  id: string;
  accountId: string;
  fields: JsonObject;
  /** Its place among others: neither their age nor their id decides. */
  order: string;
}

/** The in-memory table of the webhooks app; it can disagree with the stored documents. */
export interface LoadedWebhooks {
  load(webhook: Webhook): void;
  unload(id: string): void;
  /** As when an account is deleted. */
  unloadAccount(accountId: string): void;
  clear(): void;
  /** The webhooks an event goes to, in an order that is not the creation order. */
  select(event: FiredEvent): LoadedWebhook[];
}

const orderOf = (id: string) => createHash("md5").update(id).digest("hex");

export function createLoadedWebhooks(world: World): LoadedWebhooks {
  const byAccount = new Map<string, Map<string, LoadedWebhook>>();

  function unload(id: string): void {
    for (const webhooks of byAccount.values()) webhooks.delete(id);
  }

  function isHeard({ accountId, fields }: LoadedWebhook, event: FiredEvent): boolean {
    if (fields.hook !== "all" && fields.hook !== event.trigger) return false;
    if (accountId !== event.accountId && fields.include_subaccounts !== true) return false;
    if (event.isLoopback && fields.include_internal_legs === false) return false;
    return matchesTrigger(fields, event, world) && matchesModifiers(fields, event.payload);
  }

  return {
    load({ id, accountId, fields }) {
      unload(id);
      const webhooks = byAccount.get(accountId) ?? new Map<string, LoadedWebhook>();
      byAccount.set(accountId, webhooks);
      webhooks.set(id, { id, accountId, fields, order: orderOf(id) });
    },
    unload,
    unloadAccount: (accountId) => byAccount.delete(accountId),
    clear: () => byAccount.clear(),
    select(event) {
      const heard: LoadedWebhook[] = [];
      const ancestors = world.accounts.get(event.accountId)?.tree ?? [];
      for (const accountId of [event.accountId, ...ancestors]) {
        for (const webhook of byAccount.get(accountId)?.values() ?? []) {
          if (isHeard(webhook, event)) heard.push(webhook);
        }
      }
      return heard.length < 2 ? heard : heard.sort((a, b) => (a.order < b.order ? -1 : 1));
    },
  };
}

/** custom_data narrows object and notifications webhooks. */
function matchesTrigger(fields: JsonObject, event: FiredEvent, world: World): boolean {
  if (fields.hook === "all") return true;
  const is43 = world.settings.kazoo === "4.3";
  const customData = objectAt(fields, "custom_data");
  const fits = (key: string, value: Json | undefined) => {
    const wanted = customData && stringAt(customData, key);
    // 4.3 neither offers nor matches "all" for objects.
    if (wanted === "all") return !is43;
    return wanted !== undefined && wanted === value;
  };
  if (event.trigger === "object") {
    // Documents of before the validation: without custom data everything is heard.
    const isOpen = !customData || (is43 && Object.keys(customData).length === 0);
    return isOpen || (fits("type", event.payload.type) && fits("action", event.payload.action));
  }
  if (event.trigger === "notifications") {
    return customData?.type === "all" || customData?.type === event.payload.event_name;
  }
  return true;
}

/** The undocumented `modifiers` of a webhook document (docs/kazoo.md#custom-data). */
function matchesModifiers(fields: JsonObject, payload: JsonObject): boolean {
  if (fields.modifiers === undefined) return true;
  return Object.entries(objectAt(fields, "modifiers") ?? {}).every(([key, wanted]) => {
    const value = payload[key];
    if (value === undefined || value === wanted) return true;
    return Array.isArray(wanted) && wanted.includes(value);
  });
}
