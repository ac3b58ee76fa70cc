import type { ReceiverState } from "@/lib/domain/receiver-state";

/** Usually a delivery is stored within a moment: younger ones are nothing to tell of. */
const toldFromMs = 5_000;
/** A notice that is shown stays until nearly nothing waits, so that it doesn't flicker. */
const toldToMs = 1_000;
/** The state is read every two seconds while something waits; an older reading is not stretched. */
const maxElapsedMs = 3_000;

type Waiting = Pick<ReceiverState, "waiting" | "readAt">;

/** For how long the oldest waiting delivery waited when the state was read; null when none did. */
function ageWhenRead({ waiting, readAt }: Waiting): number | null {
  return waiting && Math.max(0, readAt - waiting.oldestAt);
}

/** Whether the notice is shown, given whether it is shown now. */
export function isToldOf(state: Waiting, isTold: boolean): boolean {
  const age = ageWhenRead(state);
  return age !== null && age >= (isTold ? toldToMs : toldFromMs);
}

/** Whole seconds that the oldest has waited by now; `elapsedMs` since the state was read. */
export function waitingSeconds(state: Waiting, elapsedMs: number): number {
  const elapsed = Math.min(Math.max(0, elapsedMs), maxElapsedMs);
  return Math.floor(((ageWhenRead(state) ?? 0) + elapsed) / 1000);
}
