import type { EventSummary, Payload } from "@/lib/domain/event";
import { isSecretField } from "@/lib/secrets/secret-fields";

type Facts = EventSummary["facts"];

const mostFacts = 24;
const longestFact = 200;
const factsOfUnknown = 8;

/** What headlines are made of, the telling ones first. */
const headlineFields = [
  "hook_event",
  "event_name",
  "id",
  "account_id",
  "account_name",
  "from",
  "to",
  "caller_id_name",
  "caller_id_number",
  "callee_id_name",
  "callee_id_number",
  "call_direction",
  "hangup_cause",
  "hangup_code",
  "duration_seconds",
  "ringing_seconds",
  "billing_seconds",
  "timestamp",
  "is_internal_leg",
  "other_leg_call_id",
  "other_leg_destination_number",
  "original_number",
  "parking_slot",
  "voicemail_box",
  "voicemail_name",
  "voicemail_length",
  "voicemail_timestamp",
  "message_count",
  "body",
  "origin",
  "from_user",
  "to_user",
  "fax_id",
  "fax_error",
  "hook_id",
  "user_id",
  "username",
  "first_name",
  "last_name",
  "email",
  "device_name",
  "emergency_caller_id_number",
  "number",
  "subject",
  "message",
  "reason",
  "event",
  "request",
  "current_balance",
  "owner_id",
  "authorizing_id",
] as const;

const rankOfField = new Map<string, number>(headlineFields.map((name, rank) => [name, rank]));

function isFact(value: Payload | undefined): value is string | number | boolean {
  // JSON has no infinity: it would be stored as null, which is no fact.
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean";
}

function shorten(value: string | number | boolean): string | number | boolean {
  return typeof value === "string" ? value.slice(0, longestFact) : value;
}

/** The scalar top-level fields that a row shows; bounded, and never a secret. */
export function eventFacts(payload: Payload | null): Facts {
  const facts: Facts = {};
  if (payload === null || typeof payload !== "object" || Array.isArray(payload)) return facts;
  const told: { rank: number; name: string; value: string | number | boolean }[] = [];
  for (const name of Object.keys(payload)) {
    const rank = rankOfField.get(name);
    const value = payload[name];
    if (rank !== undefined && isFact(value)) told.push({ rank, name, value });
  }
  told.sort((a, b) => a.rank - b.rank);
  for (const { name, value } of told.slice(0, mostFacts)) facts[name] = shorten(value);
  if (told.length > 0) return facts;
  // Nothing we know: its first fields say more than none.
  for (const [name, value] of Object.entries(payload).slice(0, factsOfUnknown)) {
    const isShown = name !== "__proto__" && name.length <= longestFact && !isSecretField(name);
    if (isShown && isFact(value)) facts[name] = shorten(value);
  }
  return facts;
}
