import { phoneNumber } from "@/lib/format/phone-number";
import { type PayloadEntry, type PayloadFamily, sampleAccountId, telling } from "../payload-entry";
import { textField } from "../payload-fields";

const isMessage = (type: string | null) => type === "sms" || type === "mms";

/** Texts and media messages from outside (docs/kazoo.md#parking-and-messages). */
const messages: PayloadFamily = {
  kind: "message",
  owns: isMessage,
  triggerOf(fields) {
    const type = textField(fields, "type");
    return isMessage(type) && "from" in fields && "to" in fields ? type : null;
  },
  describe: ({ callId, type }, trigger) => ({ type: type ?? trigger, action: null, callId }),
  leading: ["from", "to", "body"],
};

export const messageEntry: PayloadEntry = {
  family: messages,
  id: "*",
  ...telling(["from", "to", "body"], (facts, { type }) => {
    const what = (type ?? "message").toUpperCase();
    const parties = [facts.text("from"), facts.text("to")].filter((party) => party !== null);
    return {
      title: [what, parties.map(phoneNumber).join(" → ")].filter((part) => part !== "").join(" "),
      detail: facts.text("body"),
    };
  }),
  sample: (trigger) => ({
    id: "9a8b7c6d5e4f",
    account_id: sampleAccountId,
    type: trigger,
    from: "+15550100123",
    to: "+15550100199",
    body: "On my way",
    origin: "offnet",
  }),
};
