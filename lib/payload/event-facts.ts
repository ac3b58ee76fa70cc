import type { EventClassification, EventSummary, Payload } from "@/lib/domain/event";
import { payloadFields } from "./payload-fields";
import { entryOf } from "./payload-table";
import { isSecretField } from "./secret-fields";

type Facts = EventSummary["facts"];

const maxFacts = 24;
const maxTextLength = 200;
const factsOfUnknown = 8;

/** Whose event it is and of what: kept of each, whatever its headline reads. */
const common = ["id", "account_id"];

function isFact(value: Payload | undefined): value is string | number | boolean {
  // JSON has no infinity: it would be stored as null, which is no fact.
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "string" || typeof value === "boolean";
}

function shorten(value: string | number | boolean): string | number | boolean {
  return typeof value === "string" ? value.slice(0, maxTextLength) : value;
}

/**
 * The scalar fields that a row keeps of an event: what its entry's headline reads. Bounded, and
 * none whose name speaks of a credential.
 */
export function eventFacts(
  payload: Payload | null,
  classification: Pick<EventClassification, "kind" | "trigger" | "type">,
): Facts {
  const fields = payloadFields(payload);
  const facts: Facts = {};
  const take = (names: readonly string[]) => {
    for (const name of names) {
      const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const isKept = name !== "__proto__" && name.length <= maxTextLength && !isSecretField(name);
      if (isKept && isFact(value)) facts[name] = shorten(value);
    }
  };
  take([...entryOf(classification).reads, ...common].slice(0, maxFacts));
  // Where nothing is known, the first fields say more than none.
  if (classification.kind === "unknown" || Object.keys(facts).length === 0) {
    take(Object.keys(fields).slice(0, factsOfUnknown));
  }
  return facts;
}
