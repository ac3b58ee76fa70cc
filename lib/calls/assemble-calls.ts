import type { Call } from "@/lib/domain/call";
import type { CallEvent } from "@/lib/payload/call-event";
import { accountDirection } from "./account-direction";
import { buildLeg, type Leg } from "./build-leg";
import { callOutcome, parkingOf } from "./call-outcome";
import { judgeState } from "./call-state";
import { joinLegs } from "./join-legs";
import { missingOf } from "./missing-steps";

/** In the order in which they began; within a second, what came in was first. */
function byBegin(a: Leg, b: Leg): number {
  const cameIn = Number(b.direction === "inbound") - Number(a.direction === "inbound");
  return a.beganAt - b.beganAt || cameIn || (a.callId < b.callId ? -1 : 1);
}

/** The leg that began the call: the first that came in, else the first that is known. */
function rootOf(legs: readonly Leg[]): Leg | undefined {
  return legs.find(({ direction }) => direction === "inbound") ?? legs[0];
}

function secondsBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.max(0, (to - from) / 1000);
}

function toCall(joined: readonly Leg[], now: number): Call | null {
  const all = [...joined].sort(byBegin);
  const people = all.filter(({ isInternal }) => !isInternal);
  const legs = people.length > 0 ? people : all;
  const root = rootOf(legs);
  if (!root) return null;
  const rung = legs.filter((leg) => leg !== root && leg.direction === "outbound");
  const known = new Set(all.map(({ callId }) => callId));
  const hasUnseenLeg = legs.some((leg) => leg.otherCallIds.some((id) => !known.has(id)));
  const answers = [root.answeredAt, ...rung.map(({ answeredAt }) => answeredAt)];
  const answeredAt = answers.find((at) => at !== null) ?? null;
  const wasAnswered = legs.some((leg) => leg.wasAnswered === true);
  const { state, endedAt, unended } = judgeState(legs, all, wasAnswered, now);
  const isOver = state === "ended";
  const ringEnd = answeredAt ?? (isOver && !wasAnswered ? endedAt : null);
  const told = isOver ? root : null;
  return {
    id: root.callId,
    callIds: all.map(({ callId }) => callId),
    direction: accountDirection(root, rung),
    from: root.from,
    to: root.to,
    state,
    startedAt: root.beganAt,
    answeredAt,
    endedAt,
    lastAt: Math.max(...all.map(({ lastAt }) => lastAt)),
    ringSeconds: told?.ringSeconds ?? secondsBetween(root.createdAt, ringEnd),
    talkSeconds: told?.talkSeconds ?? secondsBetween(root.answeredAt, endedAt),
    outcome: isOver ? callOutcome(root, rung, legs, hasUnseenLeg) : null,
    cause: isOver ? (root.cause ?? rung.find(({ cause }) => cause !== null)?.cause ?? null) : null,
    parking: parkingOf(legs),
    legCount: legs.length,
    missing: [...missingOf(legs, all, unended)],
    legs: all.map((leg) => ({
      callId: leg.callId,
      direction: leg.direction,
      isInternal: leg.isInternal,
      from: leg.from,
      to: leg.to,
      otherCallIds: [...leg.otherCallIds],
      createdAt: leg.createdAt,
      answeredAt: leg.answeredAt,
      bridgedAt: leg.bridgedAt,
      endedAt: leg.endedAt,
      cause: leg.cause,
      holds: leg.holds,
      events: leg.events.map(({ id, step, at }) => ({ id, step, at })),
    })),
  };
}

/** Events of calls, in any order and some of them lost, → the calls, each over all its legs. */
export function assembleCalls(events: readonly CallEvent[], now: number): readonly Call[] {
  const byLeg = new Map<string, CallEvent[]>();
  for (const event of events) {
    const known = byLeg.get(event.callId);
    if (known) known.push(event);
    else byLeg.set(event.callId, [event]);
  }
  const legs = [...byLeg].map(([callId, told]) => buildLeg(callId, told));
  return joinLegs(legs).flatMap((group) => toCall(group, now) ?? []);
}
