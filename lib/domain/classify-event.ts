import type { EventClassification, Payload } from "./event";

// As long as a filter's text may be: what is longer could be stored but never asked for.
const longestText = 256;

const unclassified: EventClassification = {
  kind: "unknown",
  trigger: null,
  type: null,
  action: null,
  callId: null,
};

function textField(payload: Readonly<Record<string, Payload>>, name: string): string | null {
  // An own field only: payloads may hold any name, also one of Object.prototype's.
  const value = Object.hasOwn(payload, name) ? payload[name] : undefined;
  return typeof value === "string" && value !== "" && value.length <= longestText ? value : null;
}

/**
 * What a payload's shape says an event is. Kazoo names the trigger in no common place, so each
 * family is known by its own fields, in this order (contract 9.5).
 */
export function classifyEvent(payload: Payload | null): EventClassification {
  if (payload === null || typeof payload !== "object" || Array.isArray(payload)) {
    return unclassified;
  }
  const callId = textField(payload, "call_id");
  const eventName = textField(payload, "event_name");
  const type = textField(payload, "type");
  const action = textField(payload, "action");

  const callEvent = textField(payload, "hook_event");
  if (callEvent) return { kind: "call", trigger: callEvent, type: null, action: null, callId };

  if (textField(payload, "event_category") === "notification") {
    return {
      kind: "notification",
      trigger: "notifications",
      type: eventName,
      action: null,
      callId,
    };
  }
  if (eventName?.startsWith("PARK_")) {
    return { kind: "call", trigger: "parking", type: eventName, action: null, callId };
  }
  // Seen from genuine Kazoo too: db_created, and documents that have no type.
  if (action && /^(doc|db)_/.test(action) && textField(payload, "id")) {
    return { kind: "object", trigger: "object", type, action, callId: null };
  }
  if ((type === "sms" || type === "mms") && "from" in payload && "to" in payload) {
    return { kind: "message", trigger: type, type, action: null, callId };
  }
  return { ...unclassified, type, action, callId };
}
