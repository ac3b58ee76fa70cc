import type { EventDetail, EventKind, Payload } from "@/lib/domain/event";
import { words } from "@/lib/format/words";
import { isSecretField } from "@/lib/secrets/secret-fields";

// What an operator looks for first, per kind; the rest follows in the payload's own order.
const leading: Readonly<Record<EventKind, readonly string[]>> = {
  object: ["type", "action", "id", "account_id"],
  call: [
    "call_direction",
    "caller_id_number",
    "caller_id_name",
    "callee_id_number",
    "callee_id_name",
    "from",
    "to",
    "hangup_cause",
    "hangup_code",
    "duration_seconds",
    "ringing_seconds",
    "billing_seconds",
    "parking_slot",
    "call_id",
    "other_leg_call_id",
  ],
  notification: ["event_name"],
  message: ["from", "to", "body"],
  unknown: [],
};

// Told elsewhere in the summary, or only of use to who runs Kazoo's own bus.
const omitted = new Set([
  "hook_event",
  "event_category",
  "app_name",
  "app_version",
  "msg_id",
  "node",
  "server_id",
  "system_log_id",
]);

/** A field's name in words: "caller_id_number" → "Caller number", "ringing_seconds" → "Ringing". */
export function factLabel(name: string): string {
  return words(name.replace("_id_", "_").replace(/_seconds$/, ""));
}

export interface SummaryFact {
  readonly name: string;
  readonly value: string | number | boolean;
  readonly secret: boolean;
}

function isScalar(value: Payload | undefined): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** The payload's top-level facts in the order an operator reads them. */
export function summaryFacts({
  kind,
  payload,
}: Pick<EventDetail, "kind" | "payload">): SummaryFact[] {
  if (typeof payload !== "object" || payload === null || Array.isArray(payload)) return [];
  const first = leading[kind].filter((name) => Object.hasOwn(payload, name));
  const rest = Object.keys(payload).filter((name) => !first.includes(name) && !omitted.has(name));
  return [...first, ...rest].flatMap((name) => {
    const value = payload[name];
    return isScalar(value) && value !== "" ? [{ name, value, secret: isSecretField(name) }] : [];
  });
}
