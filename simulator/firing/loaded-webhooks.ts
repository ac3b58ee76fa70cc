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
}

/** The in-memory table of the webhooks app; it can disagree with the stored documents. */
export interface LoadedWebhooks {
  load(webhook: Webhook): void;
  unload(id: string): void;
  clear(): void;
  /** The webhooks an event goes to, in an order that is not the creation order. */
  select(event: FiredEvent): LoadedWebhook[];
}

const hashOf = (id: string) => createHash("md5").update(id).digest("hex");

export function createLoadedWebhooks(world: World): LoadedWebhooks {
  const loaded = new Map<string, LoadedWebhook>();

  function isHeard({ accountId, fields }: LoadedWebhook, event: FiredEvent): boolean {
    if (fields.hook !== "all" && fields.hook !== event.trigger) return false;
    if (accountId !== event.accountId) {
      const tree = world.accounts.get(event.accountId)?.tree ?? [];
      if (fields.include_subaccounts !== true || !tree.includes(accountId)) return false;
    }
    if (event.isLoopback && fields.include_internal_legs === false) return false;
    return matchesTrigger(fields, event, world) && matchesModifiers(fields, event.payload);
  }

  return {
    load: ({ id, accountId, fields }) => loaded.set(id, { id, accountId, fields }),
    unload: (id) => loaded.delete(id),
    clear: () => loaded.clear(),
    select: (event) =>
      [...loaded.values()]
        .filter((webhook) => isHeard(webhook, event))
        .sort((a, b) => hashOf(a.id).localeCompare(hashOf(b.id))),
  };
}

/** custom_data narrows object and notifications webhooks. */
function matchesTrigger(fields: JsonObject, event: FiredEvent, world: World): boolean {
  if (fields.hook === "all") return true;
  const customData = objectAt(fields, "custom_data") ?? {};
  const fits = (key: string, value: Json | undefined) => {
    const wanted = stringAt(customData, key);
    // 4.3 neither offers nor matches "all" for objects.
    if (wanted === "all") return world.settings.kazoo === "master";
    return wanted !== undefined && wanted === value;
  };
  if (event.trigger === "object") {
    return fits("type", event.payload.type) && fits("action", event.payload.action);
  }
  if (event.trigger === "notifications") {
    return customData.type === "all" || customData.type === event.payload.event_name;
  }
  return true;
}

/** The undocumented `modifiers` of a webhook document (contract 7.5). */
function matchesModifiers(fields: JsonObject, payload: JsonObject): boolean {
  return Object.entries(objectAt(fields, "modifiers") ?? {}).every(([key, wanted]) => {
    const value = payload[key];
    if (value === undefined || value === wanted) return true;
    return Array.isArray(wanted) && wanted.includes(value);
  });
}
