import type { EventClassification, EventKind, Payload } from "./event";

// The maximum length of a filter's text: a longer value could be stored but never searched for.
const longestText = 256;

const unclassified: EventClassification = {
  kind: "unknown",
  trigger: null,
  type: null,
  action: null,
  callId: null,
  decidedBy: null,
};

type TextFields = Readonly<Record<"callId" | "eventName" | "type" | "action", string | null>>;

function textField(payload: Readonly<Record<string, Payload>>, name: string): string | null {
  // An own field only: payloads may hold any name, also one of Object.prototype's.
  const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
  if (typeof value !== "string") return null;
  // The database would end the text at its first NUL.
  const text = value.replaceAll("\0", "");
  return text !== "" && text.length <= longestText ? text : null;
}

function fieldsOf(payload: Payload | null): Readonly<Record<string, Payload>> {
  return payload !== null && typeof payload === "object" && !Array.isArray(payload) ? payload : {};
}

function textFields(payload: Readonly<Record<string, Payload>>): TextFields {
  return {
    callId: textField(payload, "call_id"),
    eventName: textField(payload, "event_name"),
    type: textField(payload, "type"),
    action: textField(payload, "action"),
  };
}

function kindOfTrigger(trigger: string): EventKind | null {
  if (trigger.startsWith("channel_") || trigger === "parking") return "call";
  if (trigger === "object") return "object";
  if (trigger === "notifications") return "notification";
  return trigger === "sms" || trigger === "mms" ? "message" : null;
}

/** What an event of this kind says of itself beside its kind. */
function describedAs(kind: EventKind, trigger: string, fields: TextFields) {
  const { callId, eventName, type, action } = fields;
  switch (kind) {
    case "object":
      return { type, action, callId: null };
    case "notification":
      return { type: eventName, action: null, callId };
    case "message":
      return { type: type ?? trigger, action: null, callId };
    default:
      return { type: trigger === "parking" ? eventName : null, action: null, callId };
  }
}

/** Kazoo names the trigger in no common place, so each family is known by its own fields. */
function triggerOfShape(payload: Readonly<Record<string, Payload>>): string | null {
  const { eventName, type, action } = textFields(payload);
  const callEvent = textField(payload, "hook_event");
  if (callEvent) return callEvent;
  if (textField(payload, "event_category") === "notification") return "notifications";
  if (eventName?.startsWith("PARK_")) return "parking";
  // Seen from genuine Kazoo too: db_created, and documents that have no type.
  if (action && /^(doc|db)_/.test(action) && textField(payload, "id")) return "object";
  return (type === "sms" || type === "mms") && "from" in payload && "to" in payload ? type : null;
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
  const own = fieldsOf(payload);
  const fields = textFields(own);
  const told = webhookTrigger === null ? null : kindOfTrigger(webhookTrigger);
  if (webhookTrigger !== null && told) {
    const described = describedAs(told, webhookTrigger, fields);
    return { kind: told, trigger: webhookTrigger, ...described, decidedBy: "webhook" };
  }
  const trigger = triggerOfShape(own);
  if (trigger === null) {
    const { type, action, callId } = fields;
    return { ...unclassified, type, action, callId };
  }
  // Whatever has a hook_event is a call event, also one we have never heard of.
  const kind = kindOfTrigger(trigger) ?? "call";
  return { kind, trigger, ...describedAs(kind, trigger, fields), decidedBy: "shape" };
}
