import type { Call, CallOutcome } from "@/lib/domain/call";
import type { CallStep } from "@/lib/payload/call-event";
import type { Leg } from "./build-leg";

const transfers = new Set(["BLIND_TRANSFER", "ATTENDED_TRANSFER"]);
export const isTransfer = (cause: string | null) => cause !== null && transfers.has(cause);

/** Causes that say no more than that nobody took the call. */
const unansweredCauses = new Set([
  "NO_ANSWER",
  "NO_USER_RESPONSE",
  "ORIGINATOR_CANCEL",
  "NORMAL_CLEARING",
  "ALLOTTED_TIMEOUT",
  "LOSE_RACE",
  "PICKED_OFF",
]);

function hasStep(legs: readonly Leg[], step: CallStep): boolean {
  return legs.some(({ events }) => events.some((event) => event.step === step));
}

/** What parking events say; several parkings count as one, which ended as the last one can have. */
export function parkingOf(legs: readonly Leg[]): Call["parking"] {
  const events = legs.flatMap((leg) => leg.events);
  const parked = events.filter(({ step }) => /^(parked|retrieved|abandoned)$/.test(step));
  if (parked.length === 0) return null;
  const isRetrieved = parked.some(({ step }) => step === "retrieved");
  const isAbandoned = parked.some(({ step }) => step === "abandoned");
  return {
    slot: parked.find(({ parkingSlot }) => parkingSlot !== null)?.parkingSlot ?? null,
    state: isRetrieved ? "retrieved" : isAbandoned ? "abandoned" : "parked",
  };
}

/** How a call without an answer ended, by the cause that its legs tell. */
function unanswered(cause: string | null, wasMissed: boolean): CallOutcome | null {
  if (cause === "USER_BUSY") return "busy";
  if (wasMissed) return "missed";
  if (cause === null) return null;
  return unansweredCauses.has(cause) ? "missed" : "failed";
}

/** How a call ended; null where nothing tells. `rung` are the legs that Kazoo rang for it. */
export function callOutcome(
  root: Leg,
  rung: readonly Leg[],
  legs: readonly Leg[],
  hasUnseenLeg: boolean,
): CallOutcome | null {
  if (legs.some(({ events }) => events.some(({ hasMessage }) => hasMessage))) return "voicemail";
  if (parkingOf(legs)) return "parked";
  if (legs.some(({ cause }) => isTransfer(cause))) return "transferred";
  if (hasStep(legs, "bridge") || rung.some(({ wasAnswered }) => wasAnswered)) return "answered";
  const wasMissed = hasStep(legs, "missed");
  // Kazoo itself took it: a menu, a conference.
  const isAlone = rung.length === 0 && !hasUnseenLeg;
  if (root.wasAnswered && isAlone && !wasMissed) return "answered";
  const isUnanswered = [...rung, ...(isAlone ? [root] : [])].every(
    ({ wasAnswered }) => wasAnswered === false,
  );
  if (!isUnanswered && !wasMissed) return null;
  const ownCause = root.wasAnswered ? null : root.cause;
  return unanswered(ownCause ?? rung.find(({ cause }) => cause)?.cause ?? null, wasMissed);
}
