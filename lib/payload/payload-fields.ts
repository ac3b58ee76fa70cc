import type { Payload } from "@/lib/domain/event";

export type Fields = Readonly<Record<string, Payload>>;

// As long as a filter's text may be: what is longer could be stored but never asked for.
const maxText = 256;

function isFields(value: Payload | undefined): value is { [name: string]: Payload } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A field's text; null for any other value. An own field: payloads may hold any name. */
export function textField(fields: Fields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (typeof value !== "string") return null;
  // The database would end the text at its first NUL.
  const text = value.replaceAll("\0", "");
  return text !== "" && text.length <= maxText ? text : null;
}

/**
 * Kazoo 5, `version: v2`: `{action: "event", name, data}`, where `name` says what happened
 * (docs/kazoo.md#other-shapes).
 */
function fromVersion2(payload: Fields): Fields | null {
  if (payload.action !== "event") return null;
  const happened = textField(payload, "name");
  const { action: _action, name: _name, data, ...around } = payload;
  if (!isFields(data)) return null;
  if (happened === null) return null;
  const { doc, metadata: _metadata, ...own } = data;
  if (/^(doc|db)_/.test(happened)) {
    return { ...(isFields(doc) ? doc : {}), ...own, ...around, action: happened };
  }
  const says: Fields = /^channel_/i.test(happened)
    ? { hook_event: happened.toLowerCase() }
    : { event_name: happened };
  return { ...around, ...data, ...says };
}

/** Some senders pass a message of Kazoo's bus on as it is: "Event-Name", "Call-ID". */
function fromBus(payload: Fields): Fields | null {
  if (textField(payload, "Event-Name") === null) return null;
  const renamed = Object.entries(payload).map(([name, value]): [string, Payload] => [
    name.replaceAll("-", "_").toLowerCase(),
    value,
  ]);
  return Object.fromEntries(renamed);
}

/** A payload's fields under the names of Kazoo's first version, whichever shape it came in. */
export function payloadFields(payload: Payload | null): Fields {
  if (payload === null || !isFields(payload)) return {};
  return fromVersion2(payload) ?? fromBus(payload) ?? payload;
}
