import { monotonicMs } from "./monotonic-ms";

/** Whether one more may come now, at most `perSecond`. An unused allowance lasts one second. */
export function createRateLimit(perSecond: number, now: () => number = monotonicMs): () => boolean {
  let tokens = perSecond;
  let filledAt = now();
  return () => {
    const at = now();
    tokens = Math.min(perSecond, tokens + ((at - filledAt) / 1000) * perSecond);
    filledAt = at;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
