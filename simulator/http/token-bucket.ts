import type { World } from "../state/world";

const CAPACITY = 100;
const REFILL_PER_SECOND = 10;

/** Token buckets per client address and account (docs/kazoo.md#rate-limit). */
export interface TokenBuckets {
  /** Takes tokens; false when the bucket has too few. */
  consume(key: string, cost?: number): boolean;
  remaining(key: string): number;
  reset(): void;
}

export function createTokenBuckets(world: World): TokenBuckets {
  const buckets = new Map<string, { tokens: number; at: number }>();

  function refill(key: string): { tokens: number; at: number } {
    const now = world.clock.now();
    const bucket = buckets.get(key) ?? { tokens: CAPACITY, at: now };
    const gained = (Math.max(0, now - bucket.at) / 1000) * REFILL_PER_SECOND;
    bucket.tokens = Math.min(CAPACITY, bucket.tokens + gained);
    bucket.at = now;
    buckets.set(key, bucket);
    return bucket;
  }

  return {
    consume(key, cost = 1) {
      if (!world.settings.rateLimit) return true;
      const bucket = refill(key);
      if (bucket.tokens < cost) {
        bucket.tokens = 0;
        return false;
      }
      bucket.tokens -= cost;
      return true;
    },
    remaining: (key) => refill(key).tokens,
    reset: () => buckets.clear(),
  };
}
