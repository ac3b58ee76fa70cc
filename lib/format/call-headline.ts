import { duration } from "./duration";
import { hangupCause } from "./hangup-cause";
import type { Facts, Headline } from "./headline";
import { phoneNumber, sipUser } from "./phone-number";

function callerOf(facts: Facts): string | null {
  const caller = facts.first("caller_id_number", "from");
  return caller && phoneNumber(sipUser(caller));
}

function parties(facts: Facts): string {
  const from = callerOf(facts);
  // An unanswered leg repeats the caller as callee; then only `to` tells who was dialled.
  const callee = facts.text("callee_id_number");
  const dialled = callee === facts.text("caller_id_number") ? null : callee;
  const to = dialled ?? facts.first("to", "request", "callee_id_number");
  const names = [from, to && phoneNumber(sipUser(to))].filter(Boolean);
  return names.length > 0 ? ` ${names.join(" → ")}` : "";
}

function directionOf(facts: Facts): string {
  const direction = facts.text("call_direction");
  if (direction === "inbound") return "Inbound call";
  if (direction === "outbound") return "Outbound call";
  return "Call";
}

function ended(facts: Facts): Headline {
  const seconds = facts.seconds("duration_seconds");
  const after = seconds === null ? "" : ` after ${duration(seconds)}`;
  const cause = facts.text("hangup_cause");
  return {
    title: `${directionOf(facts)}${parties(facts)} ended${after}`,
    detail: cause && hangupCause(cause),
  };
}

function parked(type: string | null, facts: Facts): Headline {
  const slot = facts.text("parking_slot");
  const where = slot ? ` in slot ${slot}` : "";
  const from = slot ? ` from slot ${slot}` : "";
  const titles = new Map([
    ["PARK_PARKED", `Call parked${where}`],
    ["PARK_RETRIEVED", `Parked call picked up${from}`],
    ["PARK_ABANDONED", `Parked call given up${where}`],
  ]);
  const caller = callerOf(facts);
  return {
    title: titles.get(type ?? "") ?? `Parking event${where}`,
    detail: caller && `from ${caller}`,
  };
}

/** A channel or parking event in words; null where the trigger is none of them. */
export function callHeadline(
  trigger: string | null,
  type: string | null,
  facts: Facts,
): Headline | null {
  const call = `${directionOf(facts)}${parties(facts)}`;
  switch (trigger) {
    case "channel_create":
      return { title: `${call} started`, detail: null };
    case "channel_answer":
      return { title: `${call} answered`, detail: null };
    case "channel_bridge": {
      const other = facts.text("other_leg_destination_number");
      return { title: `${call} connected`, detail: other && `to ${phoneNumber(sipUser(other))}` };
    }
    case "channel_destroy":
      return ended(facts);
    case "parking":
      return parked(type, facts);
    default:
      return null;
  }
}
