import type { WebhookDraft } from "@/lib/domain/webhook";
import type { PayloadEntry, SamplePayload } from "./payload-entry";
import { entryOf, payloadFamilies } from "./payload-table";

type Fires = Pick<WebhookDraft, "trigger" | "modifiers" | "customData">;

/** What a webhook for every notification is shown as. */
const exampleNotification = "voicemail_new";

function entryFiredBy({ trigger, modifiers }: Fires): PayloadEntry | undefined {
  const family = [...payloadFamilies].find((candidate) => candidate.owns(trigger));
  if (!family) return undefined;
  const { type = "all" } = modifiers;
  return entryOf({ kind: family.kind, trigger, type: type === "all" ? exampleNotification : type });
}

/**
 * An invented delivery of the shape that Kazoo sends, custom data laid over it
 * (docs/kazoo.md#custom-data). Null for a trigger whose shape is not known.
 */
export function samplePayload(fires: Fires): SamplePayload | null {
  const payload = entryFiredBy(fires)?.sample?.(fires.trigger, fires.modifiers);
  if (!payload) return null;
  const { type: _type, action: _action, ...overlaid } = fires.customData;
  return { ...payload, ...overlaid, cluster_id: "0f7a3c5e9b1d4a2f8e6c7b0d1f3a5c9e" };
}

/** The names that Kazoo's own payload has, or may have, for what a webhook fires on. */
export function fieldsSent(fires: Fires): ReadonlySet<string> {
  const entry = entryFiredBy(fires);
  const names = Object.keys(samplePayload({ ...fires, customData: {} }) ?? {});
  // A notification's sample has the few fields that all have; its headline reads more.
  return new Set(entry?.family.kind === "notification" ? [...names, ...entry.reads] : names);
}
