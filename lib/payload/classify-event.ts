import type { EventClassification, Payload } from "@/lib/domain/event";
import { unknownEntry } from "./entries/unknown";
import type { PayloadFamily } from "./payload-entry";
import { type Fields, payloadFields, textField } from "./payload-fields";
import { entryNamed, payloadFamilies } from "./payload-table";

function described(
  family: PayloadFamily,
  trigger: string,
  fields: Fields,
  decidedBy: EventClassification["decidedBy"],
): EventClassification {
  const said = {
    callId: textField(fields, "call_id"),
    eventName: textField(fields, "event_name"),
    type: textField(fields, "type"),
    action: textField(fields, "action"),
  };
  return { kind: family.kind, trigger, ...family.describe(said, trigger), decidedBy };
}

function familyOfTrigger(trigger: string): PayloadFamily | undefined {
  for (const family of payloadFamilies) if (family.owns(trigger)) return family;
  return entryNamed(trigger)?.family;
}

/** Kazoo names the trigger in no common place, so each family is known by its own fields. */
function byShape(fields: Fields): EventClassification | null {
  for (const family of payloadFamilies) {
    const trigger = family.triggerOf(fields);
    if (trigger !== null) return described(family, trigger, fields, "shape");
  }
  const name = textField(fields, "event_name");
  const named = entryNamed(name);
  return named && name !== null ? described(named.family, name, fields, "shape") : null;
}

/**
 * What an event is (docs/kazoo.md#telling-payloads-apart): first by the trigger of the webhook it
 * came from, where that is known and says it, because custom data may overwrite any field; else by
 * the payload's shape.
 */
export function classifyEvent(
  payload: Payload | null,
  webhookTrigger: string | null = null,
): EventClassification {
  const fields = payloadFields(payload);
  const told = webhookTrigger === null ? undefined : familyOfTrigger(webhookTrigger);
  if (webhookTrigger !== null && told) return described(told, webhookTrigger, fields, "webhook");
  const shaped = byShape(fields);
  if (shaped) return shaped;
  // A trigger that isn't known still names its events; "all" names none.
  const named = webhookTrigger === null || webhookTrigger === "all" ? null : webhookTrigger;
  const decidedBy = named === null ? null : "webhook";
  return { ...described(unknownEntry.family, "", fields, decidedBy), trigger: named };
}
