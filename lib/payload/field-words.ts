import type { Payload } from "@/lib/domain/event";
import { duration } from "@/lib/format/duration";
import { hangupCause } from "@/lib/format/hangup-cause";
import { exactInstant } from "@/lib/format/instant";
import { phoneNumber } from "@/lib/format/phone-number";
import { sipStatus } from "@/lib/format/sip-status";
import { fieldMeaning } from "./field-catalogue";

/**
 * What a payload field says in words, beside its raw value; null where the words would only repeat
 * the value.
 */
export function fieldWords(name: string, value: Payload | undefined): string | null {
  const meaning = fieldMeaning(name, value);
  if (meaning === null) return null;
  const words = wordsOf(meaning);
  return [words, words.replace(" at ", "@")].includes(String(value)) ? null : words;
}

function wordsOf(meaning: NonNullable<ReturnType<typeof fieldMeaning>>): string {
  switch (meaning.is) {
    case "instant":
      return exactInstant(meaning.ms);
    case "duration":
      return duration(meaning.seconds);
    case "boolean":
      return meaning.value ? "yes" : "no";
    case "number":
      return String(meaning.value);
    case "phone":
      return phoneNumber(meaning.number);
    case "sip_address":
      return `${phoneNumber(meaning.user)} at ${meaning.host}`;
    case "hangup_cause":
      return hangupCause(meaning.cause);
    case "sip_status":
      return sipStatus(meaning.status);
    case "id":
      return meaning.id;
  }
}
