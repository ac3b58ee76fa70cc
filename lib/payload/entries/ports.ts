import { phoneNumber } from "@/lib/format/phone-number";
import { words } from "@/lib/format/words";
import type { PayloadEntry } from "../payload-entry";
import { notification } from "./notifications";

const states = [
  ...["port_request", "port_pending", "port_scheduled", "port_rejected", "port_cancel"],
  ...["port_unconfirmed", "port_comment", "ported"],
];

export const portEntries: readonly PayloadEntry[] = states.map((id) =>
  notification(id, ["number"], (facts) => {
    const number = facts.text("number");
    return { title: words(id), detail: number && phoneNumber(number) };
  }),
);
