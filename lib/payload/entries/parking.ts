import { phoneNumber, sipUser } from "@/lib/format/phone-number";
import { type PayloadEntry, type PayloadFamily, sampleAccountId, telling } from "../payload-entry";
import { textField } from "../payload-fields";

/** Parked calls (docs/kazoo.md#parking-and-messages). */
const parking: PayloadFamily = {
  kind: "call",
  owns: (trigger) => trigger === "parking",
  triggerOf: (fields) => (textField(fields, "event_name")?.startsWith("PARK_") ? "parking" : null),
  describe: ({ callId, eventName }) => ({ type: eventName, action: null, callId }),
  leading: ["parking_slot", "caller_id_number", "caller_id_name", "callee_id_number", "call_id"],
};

export const parkingEntry: PayloadEntry = {
  family: parking,
  id: "parking",
  ...telling(["parking_slot", "caller_id_number", "from"], (facts, { type }) => {
    const slot = facts.text("parking_slot");
    const where = slot ? ` in slot ${slot}` : "";
    const from = slot ? ` from slot ${slot}` : "";
    const titles = new Map([
      ["PARK_PARKED", `Call parked${where}`],
      ["PARK_RETRIEVED", `Parked call picked up${from}`],
      ["PARK_ABANDONED", `Parked call given up${where}`],
    ]);
    const caller = facts.first("caller_id_number", "from");
    return {
      title: titles.get(type ?? "") ?? `Parking event${where}`,
      detail: caller && `from ${phoneNumber(sipUser(caller))}`,
    };
  }),
  sample: () => ({
    event_name: "PARK_PARKED",
    account_id: sampleAccountId,
    call_id: "71f0a6c2-5d1e@203.0.113.7",
    caller_id_number: "+15550100123",
    parking_slot: "101",
  }),
};
