import type { MissingOfCall, MissingStep } from "@/lib/domain/call";
import type { Leg } from "./build-leg";

function missing(callId: string, step: MissingStep): MissingOfCall {
  return { callId, step, trigger: `channel_${step === "leg" ? "create" : step}` };
}

function areBridged(a: Leg, b: Leg): boolean {
  return a.bridgedWith.includes(b.callId) || b.bridgedWith.includes(a.callId);
}

/**
 * What must have happened, because something else says so, and was not told. `legs` are those of
 * people; `unended` are over without an end that was told.
 */
export function missingOf(
  legs: readonly Leg[],
  all: readonly Leg[],
  unended: readonly Leg[],
): readonly MissingOfCall[] {
  const found: MissingOfCall[] = [];
  const known = new Map(all.map((leg) => [leg.callId, leg]));
  const unseen = new Set(legs.flatMap(({ otherCallIds }) => otherCallIds));
  for (const leg of legs) {
    const { callId } = leg;
    const took = leg.wasAnswered || legs.some((other) => other.bridgedWith.includes(callId));
    if (leg.createdAt === null) found.push(missing(callId, "create"));
    if (leg.answeredAt === null && took) found.push(missing(callId, "answer"));
    for (const id of leg.otherCallIds) {
      const other = known.get(id);
      if (!other || other.isInternal || !other.wasAnswered || !leg.wasAnswered) continue;
      const isTold = found.some(({ step, callId: told }) => step === "bridge" && told === id);
      if (!areBridged(leg, other) && !isTold) found.push(missing(callId, "bridge"));
    }
    if (unended.includes(leg)) found.push(missing(callId, "destroy"));
  }
  for (const id of unseen) if (!known.has(id)) found.push(missing(id, "leg"));
  return found;
}
