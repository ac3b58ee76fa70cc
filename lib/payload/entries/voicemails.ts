import { duration } from "@/lib/format/duration";
import { shortId } from "@/lib/format/short-id";
import type { Facts, PayloadEntry, SamplePayload } from "../payload-entry";
import { callerFields, saidOfCaller } from "./caller";
import { notification } from "./notifications";

function box(facts: Facts<"voicemail_box">): string {
  const id = facts.text("voicemail_box");
  return id ? `box ${id.length > 12 ? shortId(id) : id}` : "a box";
}

function length(facts: Facts<"voicemail_length">): string | null {
  // Kazoo gives a message's length in milliseconds.
  const ms = facts.seconds("voicemail_length");
  return ms === null ? null : duration(ms / 1000);
}

const left: SamplePayload = {
  voicemail_box: "1001",
  caller_id_number: "+15550100123",
  caller_id_name: "Ann Example",
  voicemail_length: 9400,
};

const reads = ["voicemail_box", "voicemail_length", ...callerFields] as const;

export const voicemailEntries: readonly PayloadEntry[] = [
  notification(
    "voicemail_new",
    reads,
    (facts) => ({
      title: `Voicemail left in ${box(facts)}${saidOfCaller(facts, "by")}`,
      detail: length(facts),
    }),
    { sample: left },
  ),
  notification(
    "voicemail_saved",
    reads,
    (facts) => ({
      title: `Voicemail saved in ${box(facts)}${saidOfCaller(facts, "from")}`,
      detail: length(facts),
    }),
    { sample: left },
  ),
  notification("voicemail_full", ["voicemail_box", "message_count"], (facts) => {
    const count = facts.text("message_count");
    return { title: `Voicemail ${box(facts)} is full`, detail: count && `${count} messages` };
  }),
  notification("missed_call", callerFields, (facts) => ({
    title: `Missed call${saidOfCaller(facts, "from")}`,
    detail: null,
  })),
];
