import { monotonicMs } from "./monotonic-ms";

const minSeconds = 1;
/** Kazoo's HTTP client takes one or two digits. */
const maxSeconds = 60;

/**
 * After how many seconds each refused delivery is to come again: one after the other at a rate, so
 * that the wait grows with the excess and they don't all come back at once.
 */
export function createRetrySlots(perSecond: number, now: () => number = monotonicMs): () => number {
  let nextAt = 0;
  return () => {
    const at = now();
    nextAt = Math.max(nextAt, at) + 1000 / perSecond;
    return Math.min(maxSeconds, Math.max(minSeconds, Math.ceil((nextAt - at) / 1000)));
  };
}
