import type { EventDetail, Payload } from "@/lib/domain/event";
import { words } from "@/lib/format/words";
import { busFields } from "./field-catalogue";
import { payloadFields } from "./payload-fields";
import { entryOf } from "./payload-table";
import { isSecretField } from "./secret-fields";

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

/** The payload's facts in the order an operator reads them, whichever shape it came in. */
export function summaryFacts(
  event: Pick<EventDetail, "kind" | "trigger" | "type" | "payload">,
): SummaryFact[] {
  const fields = payloadFields(event.payload);
  const first = entryOf(event).family.leading.filter((name) => Object.hasOwn(fields, name));
  const rest = Object.keys(fields).filter((name) => !first.includes(name) && !busFields.has(name));
  return [...first, ...rest].flatMap((name) => {
    const value = fields[name];
    return isScalar(value) && value !== "" ? [{ name, value, secret: isSecretField(name) }] : [];
  });
}
