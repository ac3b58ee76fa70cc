import { z } from "zod";
import type { Modifier, Trigger } from "@/lib/domain/trigger";
import type { KazooClient } from "./client";
import type { KazooSession } from "./kazoo";
import { kazooPath } from "./kazoo-request";
import { readList } from "./read-list";

const text = z.string().optional().catch(undefined);

/**
 * A modifier lists its values as strings, or as a map of value → texts (docs/kazoo.md#modifiers).
 */
const optionsSchema = z.union([
  z
    .array(z.string())
    .transform((values) => values.map((value) => ({ value, label: value, description: null }))),
  z.record(z.string(), z.object({ friendly_name: text, description: text })).transform((items) =>
    Object.entries(items).map(([value, { friendly_name, description }]) => ({
      value,
      label: friendly_name ?? value,
      description: description ?? null,
    })),
  ),
]);

const modifierSchema = z
  .object({ description: text, items: optionsSchema.catch([]) })
  .catch({ description: undefined, items: [] });

const triggerSchema = z
  .object({
    id: z.string().min(1),
    name: text,
    description: text,
    modifiers: z.record(z.string(), modifierSchema).catch({}),
  })
  .transform(
    ({ id, name, description, modifiers }): Trigger => ({
      id,
      name: name ?? id,
      description: description ?? null,
      modifiers: Object.entries(modifiers).map(
        ([key, { description, items }]): Modifier => ({
          key,
          description: description ?? null,
          options: items,
        }),
      ),
    }),
  );

// Kazoo takes it for a webhook but does not list it (docs/kazoo.md#triggers).
const allEvents: Trigger = {
  id: "all",
  name: "All events",
  description: "Fires for everything that this Kazoo can fire for.",
  modifiers: [],
};

/** By name; a cluster whose webhooks application never ran has none. */
export function createTriggers(
  client: KazooClient,
  token: string,
): Pick<KazooSession, "listTriggers"> {
  return {
    async listTriggers() {
      const path = kazooPath("webhooks");
      const listed = await readList(client, { method: "GET", path, token }, triggerSchema);
      if (listed.length === 0) return [];
      const others = listed.filter(({ id }) => id !== allEvents.id);
      return [...others.sort((a, b) => a.name.localeCompare(b.name)), allEvents];
    },
  };
}
