import { phoneNumber } from "@/lib/format/phone-number";
import type { PayloadEntry } from "../payload-entry";
import { callerFields, saidOfCaller } from "./caller";
import { notification } from "./notifications";

export const faxEntries: readonly PayloadEntry[] = [
  // Kazoo 4.0 has a trigger of this name, with other fields.
  notification("inbound_fax", [...callerFields, "from_number", "to_number"], (facts) => {
    const sender = facts.text("from_number");
    const to = facts.text("to_number");
    const from = sender === null ? saidOfCaller(facts, "from") : ` from ${phoneNumber(sender)}`;
    return { title: `Fax received${from}`, detail: to && `to ${phoneNumber(to)}` };
  }),
  notification("inbound_fax_error", [...callerFields, "fax_error"], (facts) => ({
    title: `Fax${saidOfCaller(facts, "from")} failed`,
    detail: facts.text("fax_error"),
  })),
  notification("outbound_fax", ["callee_id_number"], (facts) => ({
    title: "Fax sent",
    detail: facts.text("callee_id_number"),
  })),
  notification("outbound_fax_error", ["fax_error"], (facts) => ({
    title: "Fax could not be sent",
    detail: facts.text("fax_error"),
  })),
  notification("outbound_smtp_fax_error", ["fax_error"], (facts) => ({
    title: "E-mail could not be sent as a fax",
    detail: facts.text("fax_error"),
  })),
];
