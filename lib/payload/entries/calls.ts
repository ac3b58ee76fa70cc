import { duration } from "@/lib/format/duration";
import { hangupCause } from "@/lib/format/hangup-cause";
import { phoneNumber, sipUser } from "@/lib/format/phone-number";
import { words } from "@/lib/format/words";
import {
  type Facts,
  type PayloadEntry,
  type PayloadFamily,
  type SamplePayload,
  sampleAccountId,
  telling,
} from "../payload-entry";
import { textField } from "../payload-fields";

/** The legs of calls (docs/kazoo.md#calls), also those of Kazoo 5's other applications. */
const calls: PayloadFamily = {
  kind: "call",
  owns: (trigger) => /^(channel_|qubicle|stream(_|$)|cdr$)/.test(trigger),
  triggerOf(fields) {
    const callEvent = textField(fields, "hook_event");
    if (callEvent) return callEvent;
    const name = textField(fields, "event_name");
    if (name === null || textField(fields, "call_id") === null) return null;
    if (textField(fields, "event_category") !== null) return null;
    return textField(fields, "queue_id") === null ? null : `qubicle_queue_${name}`;
  },
  describe: ({ callId }) => ({ type: null, action: null, callId }),
  leading: [
    ...["call_direction", "caller_id_number", "caller_id_name", "callee_id_number"],
    ...["callee_id_name", "from", "to", "hangup_cause", "hangup_code", "duration_seconds"],
    ...["ringing_seconds", "billing_seconds", "call_id", "other_leg_call_id"],
  ],
};

const partyFields = [
  "call_direction",
  "caller_id_number",
  "callee_id_number",
  "from",
  "to",
  "request",
] as const;

function parties(facts: Facts<(typeof partyFields)[number]>): string {
  const from = facts.first("caller_id_number", "from");
  // An unanswered leg repeats the caller as callee; then only `to` tells who was dialled.
  const callee = facts.text("callee_id_number");
  const dialled = callee === facts.text("caller_id_number") ? null : callee;
  const to = dialled ?? facts.first("to", "request", "callee_id_number");
  const names = [from, to].filter((name) => name !== null);
  return names.map((name) => phoneNumber(sipUser(name))).join(" → ");
}

function call(facts: Facts<(typeof partyFields)[number]>, verb: string): string {
  const direction = facts.text("call_direction");
  const what =
    direction === "inbound" ? "Inbound call" : direction === "outbound" ? "Outbound call" : "Call";
  return [what, parties(facts), verb].filter((part) => part !== "").join(" ");
}

const leg: SamplePayload = {
  account_id: sampleAccountId,
  call_direction: "inbound",
  call_id: "71f0a6c2-5d1e@203.0.113.7",
  caller_id_name: "Ann Example",
  caller_id_number: "+15550100123",
  callee_id_number: "2000",
  from: "+15550100123@sip.example",
  to: "2000@sip.example",
  is_internal_leg: false,
  timestamp: 63_943_560_271,
};

function sampleWith(more: SamplePayload) {
  return (trigger: string): SamplePayload => ({ ...leg, hook_event: trigger, ...more });
}

function simple(id: string, verb: string, sample: PayloadEntry["sample"]): PayloadEntry {
  return {
    family: calls,
    id,
    ...telling(partyFields, (facts) => ({ title: call(facts, verb), detail: null })),
    sample,
  };
}

export const callEntries: readonly PayloadEntry[] = [
  simple("channel_create", "started", sampleWith({})),
  simple("channel_answer", "answered", sampleWith({})),
  {
    family: calls,
    id: "channel_bridge",
    ...telling([...partyFields, "other_leg_destination_number"], (facts) => {
      const other = facts.text("other_leg_destination_number");
      const detail = other && `to ${phoneNumber(sipUser(other))}`;
      return { title: call(facts, "connected"), detail };
    }),
    sample: sampleWith({ other_leg_call_id: "b2d9e4f1-77aa@203.0.113.7" }),
  },
  {
    family: calls,
    id: "channel_destroy",
    ...telling([...partyFields, "hangup_cause", "duration_seconds"], (facts) => {
      const seconds = facts.seconds("duration_seconds");
      const cause = facts.text("hangup_cause");
      const verb = seconds === null ? "ended" : `ended after ${duration(seconds)}`;
      return { title: call(facts, verb), detail: cause && hangupCause(cause) };
    }),
    sample: sampleWith({
      hangup_cause: "NORMAL_CLEARING",
      hangup_code: "sip:200",
      duration_seconds: 42,
      ringing_seconds: 5,
      billing_seconds: 37,
    }),
  },
  simple("channel_hold", "put on hold", null),
  simple("channel_unhold", "taken off hold", null),
  simple("cdr", "recorded", null),
  simple("stream_start", "streams its audio", null),
  simple("stream_stop", "no longer streams its audio", null),
  {
    family: calls,
    id: "*",
    ...telling(partyFields, (facts, { trigger }) => {
      const told = parties(facts);
      return { title: words(trigger ?? "call event"), detail: told === "" ? null : told };
    }),
    sample: null,
  },
];
