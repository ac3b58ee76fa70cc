import type { CallLeg } from "@/lib/domain/call";
import type { CallEvent, CallStep, Party } from "@/lib/payload/call-event";

/** A leg with all that its events say of it, in the order in which they happened. */
export interface Leg {
  readonly callId: string;
  readonly events: readonly CallEvent[];
  readonly direction: CallEvent["legDirection"];
  readonly isInternal: boolean;
  readonly isForwarded: boolean;
  readonly from: Party;
  readonly to: Party;
  readonly inception: string | null;
  readonly authorizingId: string | null;
  readonly authorizingType: string | null;
  readonly ownerId: string | null;
  readonly resourceId: string | null;
  readonly interactionIds: readonly string[];
  readonly otherCallIds: readonly string[];
  readonly bridgedWith: readonly string[];
  readonly createdAt: number | null;
  readonly answeredAt: number | null;
  readonly bridgedAt: number | null;
  readonly endedAt: number | null;
  /** The first time of it that is known. */
  readonly beganAt: number;
  readonly lastAt: number;
  readonly cause: string | null;
  readonly ringSeconds: number | null;
  readonly talkSeconds: number | null;
  /** Null where nothing tells. */
  readonly wasAnswered: boolean | null;
  readonly holds: CallLeg["holds"];
}

/** Kazoo's times are whole seconds: within one, a leg goes through its life in this order. */
const places: Readonly<Record<CallStep, number>> = {
  create: 0,
  other: 1,
  answer: 2,
  bridge: 3,
  hold: 4,
  unhold: 4,
  parked: 4,
  retrieved: 4,
  abandoned: 4,
  voicemail: 5,
  missed: 6,
  destroy: 7,
};

function byTime(a: CallEvent, b: CallEvent): number {
  return a.at - b.at || places[a.step] - places[b.step] || a.sequence - b.sequence;
}

function holdsOf(events: readonly CallEvent[], endedAt: number | null): CallLeg["holds"] {
  const holds: CallLeg["holds"] = [];
  let since: number | null = null;
  for (const { step, at } of events) {
    if (step === "hold") since ??= at;
    if (step !== "unhold" || since === null) continue;
    holds.push({ from: since, to: at });
    since = null;
  }
  if (since !== null) holds.push({ from: since, to: endedAt });
  return holds;
}

function unique(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.filter((value) => value !== null))];
}

/** The party as it was named first; an unanswered leg repeats the caller as callee. */
function calleeOf(events: readonly CallEvent[]): Party {
  for (const { caller, callee, dialled } of events) {
    if (callee.number !== null && callee.number !== caller.number) return callee;
    if (dialled !== null) return { name: null, number: dialled };
    if (callee.number !== null) return callee;
  }
  return { name: null, number: null };
}

/** One leg from its events: repeats, and the order in which they came, change nothing. */
export function buildLeg(callId: string, told: readonly CallEvent[]): Leg {
  const events = [...new Map(told.map((event) => [event.id, event])).values()].sort(byTime);
  const channel = events.filter(({ legDirection }) => legDirection !== null);
  const first = <T>(read: (event: CallEvent) => T | null): T | null => {
    for (const event of events) {
      const value = read(event);
      if (value !== null) return value;
    }
    return null;
  };
  const timeOf = (step: CallStep) => events.find((event) => event.step === step)?.at ?? null;
  const end = events.find(({ step }) => step === "destroy");
  const createdAt = timeOf("create");
  const answeredAt = timeOf("answer");
  const bridgedAt = timeOf("bridge");
  const talkSeconds = end?.talkSeconds ?? null;
  // Whole seconds: a normal end after none may have been a word.
  const isUntold = talkSeconds === null || (talkSeconds === 0 && end?.cause === "NORMAL_CLEARING");
  const hasTalked = isUntold ? null : talkSeconds > 0;
  const earliest = events[0]?.at ?? 0;
  const lived = end && end.lifeSeconds !== null ? end.at - end.lifeSeconds * 1000 : earliest;
  return {
    callId,
    events,
    direction: first(({ legDirection }) => legDirection),
    isInternal: events.some(({ isInternal }) => isInternal),
    isForwarded: events.some(({ isForwarded }) => isForwarded),
    from: first(({ caller }) => ((caller.number ?? caller.name) === null ? null : caller)) ?? {
      name: null,
      number: null,
    },
    to: calleeOf(channel.length > 0 ? channel : events),
    inception: first(({ inception }) => inception),
    authorizingId: first(({ authorizingId }) => authorizingId),
    authorizingType: first(({ authorizingType }) => authorizingType),
    ownerId: first(({ ownerId }) => ownerId),
    resourceId: first(({ resourceId }) => resourceId),
    interactionIds: unique(events.map(({ interactionId }) => interactionId)),
    otherCallIds: unique(events.map(({ otherCallId }) => otherCallId)),
    bridgedWith: unique(
      events.map(({ step, otherCallId }) => (step === "bridge" ? otherCallId : null)),
    ),
    createdAt,
    answeredAt,
    bridgedAt,
    endedAt: end?.at ?? null,
    beganAt: createdAt ?? Math.min(earliest, lived),
    lastAt: events.at(-1)?.at ?? 0,
    cause: end?.cause ?? null,
    ringSeconds: end?.ringSeconds ?? null,
    talkSeconds,
    wasAnswered: answeredAt !== null || bridgedAt !== null ? true : hasTalked,
    holds: holdsOf(events, end?.at ?? null),
  };
}
