import { phoneNumber, sipUser } from "@/lib/format/phone-number";
import type { Facts } from "../payload-entry";

/** The fields by which voicemails, faxes and missed calls tell who called. */
export const callerFields = ["caller_id_number", "from_user", "caller_id_name"] as const;

/** "by Ann (+1 555 010 0123)" after a space; empty where nothing tells. */
export function saidOfCaller(
  facts: Facts<(typeof callerFields)[number]>,
  preposition: "by" | "from",
): string {
  const number = facts.first("caller_id_number", "from_user");
  const name = facts.text("caller_id_name");
  if (number === null) return name === null ? "" : ` ${preposition} ${name}`;
  const shown = phoneNumber(sipUser(number));
  return ` ${preposition} ${name && name !== number ? `${name} (${shown})` : shown}`;
}
