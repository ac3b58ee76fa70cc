import type { EventKind, Payload } from "@/lib/domain/event";
import { fieldMeaning } from "./field-catalogue";
import { factsOf } from "./payload-entry";
import { type Fields, payloadFields, textField } from "./payload-fields";

/** What an event says that happened to a leg of a call; "other" says only that the leg was there. */
export type CallStep =
  | "create"
  | "answer"
  | "bridge"
  | "hold"
  | "unhold"
  | "destroy"
  | "parked"
  | "retrieved"
  | "abandoned"
  | "voicemail"
  | "missed"
  | "other";

const steps: ReadonlyMap<string, CallStep> = new Map(
  Object.entries({
    channel_create: "create",
    channel_answer: "answer",
    channel_bridge: "bridge",
    channel_hold: "hold",
    channel_unhold: "unhold",
    channel_destroy: "destroy",
    // Kazoo fires the same webhook for both.
    channel_disconnected: "destroy",
    PARK_PARKED: "parked",
    PARK_RETRIEVED: "retrieved",
    PARK_ABANDONED: "abandoned",
    voicemail_new: "voicemail",
    voicemail_saved: "voicemail",
    missed_call: "missed",
  } as const),
);

export interface Party {
  readonly name: string | null;
  readonly number: string | null;
}

/** One event of a call, as far as it is about the call. */
export interface CallEvent {
  readonly id: string;
  readonly sequence: number;
  readonly callId: string;
  readonly step: CallStep;
  /** Unix milliseconds: the event's own time; when it was received where it tells none. */
  readonly at: number;
  /** The leg that it says it belongs with. */
  readonly otherCallId: string | null;
  readonly interactionId: string | null;
  /** Of the leg as the switch sees it: who began it, the leg's far end or Kazoo. */
  readonly legDirection: "inbound" | "outbound" | null;
  /** A leg between two of Kazoo's own applications: nobody's telephone. */
  readonly isInternal: boolean;
  readonly isForwarded: boolean;
  readonly caller: Party;
  readonly callee: Party;
  /** Who was dialled, as the leg's address says it. */
  readonly dialled: string | null;
  /** Where a call came from that came from outside. */
  readonly inception: string | null;
  readonly authorizingId: string | null;
  readonly authorizingType: string | null;
  readonly ownerId: string | null;
  readonly resourceId: string | null;
  readonly cause: string | null;
  readonly ringSeconds: number | null;
  readonly talkSeconds: number | null;
  /** How long the leg was there, told at its end. */
  readonly lifeSeconds: number | null;
  readonly parkingSlot: string | null;
  /** Whether a message was left in the voicemail box. */
  readonly hasMessage: boolean;
}

interface Source {
  readonly id: string;
  readonly sequence: number;
  readonly receivedAt: number;
  readonly kind: EventKind;
  readonly trigger: string | null;
  readonly type: string | null;
  readonly callId: string | null;
  readonly payload: Payload | null;
}

function scalars(fields: Fields): Readonly<Record<string, string | number | boolean>> {
  const kept = Object.entries(fields).flatMap(([name, value]) => {
    const isScalar = ["string", "number", "boolean"].includes(typeof value);
    return isScalar && (typeof value !== "string" || value.length <= 256) ? [[name, value]] : [];
  });
  return Object.fromEntries(kept);
}

/** The id of the leg that a call's event says it belongs with. */
export function otherCallIdOf(payload: Payload | null): string | null {
  return textField(payloadFields(payload), "other_leg_call_id");
}

/** The user part of "2000@acme.example": an address names a party only by it. */
function userOf(address: string | null): string | null {
  const meaning = address === null ? null : fieldMeaning("to", address);
  if (meaning?.is === "sip_address") return meaning.user;
  return address;
}

/** What an event says of a call (docs/kazoo.md#calls); null when it is of none. */
export function readCallEvent(event: Source): CallEvent | null {
  if (event.callId === null) return null;
  const fields = payloadFields(event.payload);
  const facts = factsOf(scalars(fields));
  const isTrue = (name: string) => facts.text(name) === "true";
  const vars = fields.custom_channel_vars;
  const ownVars = typeof vars === "object" && vars !== null && !Array.isArray(vars) ? vars : {};
  const own = factsOf(scalars(ownVars));
  const time = fieldMeaning("timestamp", fields.timestamp);
  const direction = facts.text("call_direction");
  const step = steps.get(event.trigger ?? "") ?? steps.get(event.type ?? "") ?? "other";
  return {
    id: event.id,
    sequence: event.sequence,
    callId: event.callId,
    step,
    at: time?.is === "instant" ? time.ms : event.receivedAt,
    otherCallId: facts.text("other_leg_call_id"),
    interactionId:
      facts.text("interaction_id") ??
      facts.text("call_interaction_id") ??
      own.first("call_interaction_id", "interaction_id"),
    legDirection: direction === "inbound" || direction === "outbound" ? direction : null,
    isInternal: isTrue("is_internal_leg"),
    isForwarded: isTrue("call_forwarded"),
    caller: { name: facts.text("caller_id_name"), number: facts.text("caller_id_number") },
    callee: { name: facts.text("callee_id_name"), number: facts.text("callee_id_number") },
    dialled: userOf(facts.first("to", "request")),
    inception: facts.text("inception"),
    authorizingId: facts.text("authorizing_id"),
    authorizingType: facts.text("authorizing_type"),
    ownerId: facts.text("owner_id"),
    resourceId: facts.text("local_resource_id"),
    cause: facts.text("hangup_cause"),
    ringSeconds: facts.seconds("ringing_seconds"),
    talkSeconds: facts.seconds("billing_seconds"),
    lifeSeconds: facts.seconds("duration_seconds"),
    parkingSlot: facts.text("parking_slot"),
    hasMessage: step === "voicemail" || isTrue("message_left"),
  };
}
