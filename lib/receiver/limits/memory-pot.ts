/** One key's part of the pot. */
export interface MemoryShare {
  /** Takes that many bytes. False, with nothing taken, when there is no room. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/**
 * The memory for deliveries under way. One half belongs to the keys in equal parts, whatever the
 * others do. The other half is lent: a key may hold as much of it as it leaves free, so there is
 * always something left for the next.
 */
export interface MemoryPot {
  newShare(): MemoryShare;
  /** So many keys are known from now on. */
  divide(keys: number): void;
}

export function createMemoryPot(totalBytes: number): MemoryPot {
  const half = totalBytes / 2;
  let owned = half;
  let lent = 0;

  return {
    newShare() {
      let used = 0;
      let borrowed = 0;
      function settle(now: number): void {
        lent += now - borrowed;
        borrowed = now;
      }
      return {
        take(bytes) {
          const needed = Math.max(0, used + bytes - owned);
          if (needed > borrowed && needed > half - (lent - borrowed + needed)) return false;
          used += bytes;
          settle(needed);
          return true;
        },
        give(bytes) {
          used -= bytes;
          settle(Math.max(0, used - owned));
        },
      };
    },
    divide(keys) {
      owned = half / Math.max(1, keys);
    },
  };
}
