import type { CallState } from "@/lib/domain/call";
import type { Leg } from "./build-leg";
import { isTransfer } from "./call-outcome";

/** Longer without an event, a call of which no end was told is called open. */
export const openAfterMs = 4 * 3_600_000;
/** Both ends of a call are told within seconds, in either order. */
const settleMs = 30_000;

/** Whether a leg of which no end was told must be over, because the one it spoke with is. */
function isOver(leg: Leg, others: readonly Leg[], now: number): boolean {
  if (leg.events.some(({ step }) => step === "abandoned")) return true;
  return others.some((other) => {
    if (other.endedAt === null || isTransfer(other.cause)) return false;
    if (now - other.endedAt < settleMs || other.endedAt < leg.lastAt) return false;
    const wasRungForIt = leg.direction === "outbound" && leg.otherCallIds.includes(other.callId);
    const partner = leg.events.findLast(({ step }) => step === "bridge")?.otherCallId;
    return (
      (wasRungForIt && other.direction === "inbound") ||
      partner === other.callId ||
      (other.bridgedWith.includes(leg.callId) && partner === undefined)
    );
  });
}

interface JudgedState {
  readonly state: CallState;
  readonly endedAt: number | null;
  /** Legs that are over though no end of theirs was told. */
  readonly unended: readonly Leg[];
}

/** How far a call is; `legs` are those of people, without Kazoo's own. */
export function judgeState(
  legs: readonly Leg[],
  all: readonly Leg[],
  wasAnswered: boolean,
  now: number,
): JudgedState {
  const without = legs.filter(({ endedAt }) => endedAt === null);
  const lasting = without.filter((leg) => !isOver(leg, all, now));
  if (lasting.length === 0) {
    const ends = legs.map(({ endedAt, lastAt }) => endedAt ?? lastAt);
    return { state: "ended", endedAt: Math.max(...ends), unended: without };
  }
  const lastAt = Math.max(...all.map((leg) => leg.lastAt));
  if (now - lastAt >= openAfterMs) return { state: "open", endedAt: null, unended: without };
  const gone = without.filter((leg) => !lasting.includes(leg));
  return { state: wasAnswered ? "up" : "ringing", endedAt: null, unended: gone };
}
