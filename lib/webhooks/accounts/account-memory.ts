import { LRUCache } from "lru-cache";

interface AccountMemory<T> {
  /** What was read at or after `since`, or is being read; else what `read` gives. */
  recall(key: string, since: number, read: () => Promise<T>): Promise<T>;
  forget(key: string): void;
}

interface Kept<T> {
  readonly value: T;
  readonly at: number;
}

/**
 * Keeps what was read of accounts, bounded in time and in all their webhooks together. A reading
 * that is under way is shared, so it goes on when one of those that wait for it goes away.
 */
export function createAccountMemory<T>(options: {
  readonly keptMs: number;
  readonly maxSize: number;
  readonly sizeOf: (value: T) => number;
}): AccountMemory<T> {
  const kept = new LRUCache<string, Kept<T>>({
    ttl: options.keptMs,
    maxSize: options.maxSize,
    sizeCalculation: ({ value }) => 1 + options.sizeOf(value),
  });
  const running = new Map<string, Promise<T>>();

  function readAnew(key: string, read: () => Promise<T>): Promise<T> {
    const at = Date.now();
    const isWanted = () => running.get(key) === reading;
    const reading: Promise<T> = read()
      .then((value) => {
        if (isWanted()) kept.set(key, { value, at });
        return value;
      })
      .finally(() => {
        if (isWanted()) running.delete(key);
      });
    running.set(key, reading);
    return reading;
  }

  return {
    recall(key, since, read) {
      const underWay = running.get(key);
      if (underWay) return underWay;
      const known = kept.get(key);
      if (known && known.at >= since) return Promise.resolve(known.value);
      return readAnew(key, read);
    },
    forget(key) {
      kept.delete(key);
      running.delete(key);
    },
  };
}
