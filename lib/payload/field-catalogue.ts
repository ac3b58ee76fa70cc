import type { Payload } from "@/lib/domain/event";

/**
 * What a raw value means, as data; how that reads is for lib/format. Form-data makes text of
 * numbers and booleans, so both shapes of a value give the same meaning.
 */
export type FieldMeaning =
  /** Unix milliseconds, from Kazoo's Gregorian seconds. */
  | { readonly is: "instant"; readonly ms: number }
  | { readonly is: "duration"; readonly seconds: number }
  | { readonly is: "boolean"; readonly value: boolean }
  | { readonly is: "number"; readonly value: number }
  /** As it came; not validated further. */
  | { readonly is: "phone"; readonly number: string }
  | { readonly is: "sip_address"; readonly user: string; readonly host: string }
  /** Q.850 or FreeSWITCH's name: "NORMAL_CLEARING". */
  | { readonly is: "hangup_cause"; readonly cause: string }
  /** "sip:486" → 486. */
  | { readonly is: "sip_status"; readonly status: number }
  | { readonly is: "id"; readonly id: string };

/** Seconds from the year 0, where Kazoo's clock starts, to 1970. */
const gregorianEpochSeconds = 62_167_219_200;
const earliest = Date.UTC(2000, 0, 1);
const latest = Date.UTC(2100, 0, 1);

type Reader = (text: string) => FieldMeaning | null;

const readInstant: Reader = (text) => {
  if (!/^\d{11}$/.test(text)) return null;
  const ms = (Number(text) - gregorianEpochSeconds) * 1000;
  return ms >= earliest && ms < latest ? { is: "instant", ms } : null;
};

const readNumber: Reader = (text) =>
  /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? { is: "number", value: Number(text) } : null;

const readSeconds: Reader = (text) =>
  /^\d{1,12}(\.\d+)?$/.test(text) ? { is: "duration", seconds: Number(text) } : null;

const readMilliseconds: Reader = (text) =>
  /^\d{1,15}$/.test(text) ? { is: "duration", seconds: Number(text) / 1000 } : null;

const readBoolean: Reader = (text) =>
  text === "true" || text === "false" ? { is: "boolean", value: text === "true" } : null;

const readPhone: Reader = (text) =>
  /^\+?[\d*#][\d*# ().-]{1,24}$/.test(text) ? { is: "phone", number: text } : null;

/** "sip:2000@acme.example;transport=tcp" and "2000@acme.example". */
const readSip: Reader = (text) => {
  const match = /^(?:sips?:)?([^@\s<>]{1,128})@([^@\s;<>]{1,253})(?:;.*)?$/.exec(text);
  const [, user, host] = match ?? [];
  return user !== undefined && host !== undefined ? { is: "sip_address", user, host } : null;
};

const readParty: Reader = (text) => readSip(text) ?? readPhone(text);

const readCause: Reader = (text) =>
  /^[A-Z][A-Z0-9_]{2,63}$/.test(text) ? { is: "hangup_cause", cause: text } : null;

const readSipStatus: Reader = (text) => {
  const status = /^(?:sip:)?([1-6]\d\d)$/.exec(text)?.[1];
  return status === undefined ? null : { is: "sip_status", status: Number(status) };
};

const readId: Reader = (text) => (/^[0-9a-f]{32}$/.test(text) ? { is: "id", id: text } : null);

/** Names of which Kazoo's payloads say exactly what they hold (docs/kazoo.md#calls and below). */
const byName = new Map<string, Reader>([
  ["hangup_cause", readCause],
  ["hangup_code", readSipStatus],
  ["from", readParty],
  ["to", readParty],
  ["request", readParty],
  ["from_user", readParty],
  ["to_user", readParty],
  ["number", readPhone],
  ["voicemail_box", readId],
  ["call_forwarded", readBoolean],
  ["is_internal_leg", readBoolean],
  ["local_resource_used", readBoolean],
  ["emergency_resource_used", readBoolean],
  ["ported", readBoolean],
  ["suppress_unregister_notify", readBoolean],
  ["voicemail_length", readMilliseconds],
  ["expires", readSeconds],
  ["contact_port", readNumber],
  ["network_port", readNumber],
  ["total_pages", readNumber],
  ["current_balance", readNumber],
  ["threshold", readNumber],
  ["quantity", readNumber],
  ["rate", readNumber],
]);

/** Other names by how they end or begin; the first that fits. */
const byPattern: readonly (readonly [RegExp, Reader])[] = [
  [/(^|_)(timestamp|date|created|modified|expiration)$/, readInstant],
  [/_(seconds|sec|s)$/, readSeconds],
  [/_(ms|milliseconds)$/, readMilliseconds],
  [/(^|_)hangup_cause$/, readCause],
  [/_number$/, readPhone],
  [/(^|_)(uri|aor|contact)$/, readSip],
  [/^(is|has|include|enable|allow)_|_(enabled|used|allowed)$/, readBoolean],
  [/(^|_)(count|pages|size|total|retries|attempts)$/, readNumber],
  [/(^|_)id$/, readId],
];

/** Told elsewhere in the summary, or only of use to who runs Kazoo's own bus. */
export const busFields: ReadonlySet<string> = new Set([
  "hook_event",
  "event_category",
  "app_name",
  "app_version",
  "msg_id",
  "node",
  "server_id",
  "system_log_id",
]);

/** Kazoo adds it to every event with the same value: a search by it finds nothing. */
export const clusterField = "cluster_id";

function readerOf(name: string): Reader | undefined {
  return byName.get(name) ?? byPattern.find(([pattern]) => pattern.test(name))?.[1];
}

/** Whether a field holds a time: Gregorian seconds have as many digits as a phone number. */
export function isInstantField(name: string): boolean {
  return readerOf(name) === readInstant;
}

/**
 * The meaning of one payload field, by its name and value; null where there is nothing to add. A
 * value that doesn't fit its name stays as it is.
 */
export function fieldMeaning(name: string, value: Payload | undefined): FieldMeaning | null {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") {
    return null;
  }
  return readerOf(name)?.(String(value)) ?? null;
}
