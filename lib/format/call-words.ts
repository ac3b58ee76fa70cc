import type { CallDirection, CallOutcome, CallSummary, MissingStep } from "@/lib/domain/call";
import { duration } from "./duration";
import { hangupCause } from "./hangup-cause";
import { phoneNumber } from "./phone-number";

export const directionNames: Readonly<Record<CallDirection, string>> = {
  inbound: "Inbound",
  outbound: "Outbound",
  internal: "Internal",
  forwarded: "Forwarded",
  unknown: "Direction not known",
};

const outcomes: Readonly<Record<CallOutcome, string>> = {
  answered: "Answered",
  missed: "Missed",
  busy: "Busy",
  voicemail: "Voicemail",
  transferred: "Transferred",
  parked: "Parked",
  failed: "Failed",
};

const parkings = {
  parked: "Parked",
  retrieved: "Parked, picked up",
  abandoned: "Parked, given up",
};

/** Steps that came of no call say it in the same words as an event's headline. */
export const missingNames: Readonly<Record<MissingStep, string>> = {
  create: "its start",
  answer: "its answer",
  bridge: "that it was connected",
  destroy: "its end",
  leg: "everything of it",
};

type Told = Pick<CallSummary, "state" | "outcome" | "cause" | "parking" | "lastAt">;

/** How a call stands or how it ended: "Ringing", "Missed", "Failed: no free line". */
export function callInWords(call: Told, now: number): string {
  if (call.state === "ringing") return "Ringing";
  if (call.state === "open") return `Still open after ${duration((now - call.lastAt) / 1000)}`;
  if (call.parking && (call.state === "up" || call.outcome === "parked")) {
    return parkings[call.parking.state];
  }
  if (call.state === "up") return "In progress";
  if (call.outcome === null) return "Ended, how is not known";
  const said = outcomes[call.outcome];
  return call.outcome === "failed" && call.cause ? `${said}: ${hangupCause(call.cause)}` : said;
}

/** Why a call or a leg ended; null where that is the usual way, or not told. */
export function causeInWords(cause: string | null): string | null {
  return cause === null || cause === "NORMAL_CLEARING" ? null : hangupCause(cause);
}

/** A party as it is read: the name if there is one, and the number. */
export function partyInWords({ name, number }: CallSummary["from"]): {
  readonly title: string;
  readonly detail: string | null;
} {
  const shown = number === null ? null : phoneNumber(number);
  if (name !== null && name !== number) return { title: name, detail: shown };
  return { title: shown ?? "Not known", detail: null };
}

/** "6 s ring, 24 s talk". */
export function callTimes({
  ringSeconds,
  talkSeconds,
}: Pick<CallSummary, "ringSeconds" | "talkSeconds">) {
  const ring = ringSeconds === null ? null : `${duration(ringSeconds)} ring`;
  const talk = talkSeconds ? `${duration(talkSeconds)} talk` : null;
  return [ring, talk].filter((part) => part !== null).join(", ");
}
