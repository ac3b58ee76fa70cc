import { setTimeout as sleep } from "node:timers/promises";

/** A third of what Kazoo 4.3 lets an account's clients ask together (docs/kazoo.md#rate-limit). */
const maxTokens = 33;
const tokensPerMs = 10 / 3 / 1_000;

/** What a sweep waits for: its own share of Kazoo's bucket, or Kazoo, which had too many requests. */
export type SweepWait = "share" | "kazoo";

export interface SweepPace {
  /** Resolves, in order, when the next request may go out. */
  take(): Promise<void>;
  /** The last request cost nothing. */
  giveBack(): void;
  /** Kazoo refused one: nobody asks for that long. */
  refused(pauseMs: number): void;
  /** Told when requests begin to wait, with null when they go out as they come. Returns what ends that. */
  watch(listener: (wait: SweepWait | null) => void): () => void;
}

export interface PaceClock {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

const realClock: PaceClock = { now: () => performance.now(), sleep: (ms) => sleep(ms) };

/** How fast all sweeps of one account together may ask, so that its other clients are not held up. */
export function createSweepPace(clock: PaceClock = realClock): SweepPace {
  let tokens = maxTokens;
  let countedAt = clock.now();
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let last: Promise<void> = Promise.resolve();

  const listeners = new Set<(wait: SweepWait | null) => void>();

  function tell(wait: SweepWait | null): void {
    for (const listener of listeners) listener(wait);
  }

  function refill(): void {
    const now = clock.now();
    tokens = Math.min(maxTokens, tokens + (now - countedAt) * tokensPerMs);
    countedAt = now;
  }

  async function next(): Promise<void> {
    for (let waited = false; ; waited = true) {
      refill();
      const pauseMs = pausedUntil - clock.now();
      if (pauseMs <= 0 && tokens >= 1) {
        if (!waited) tell(null);
        break;
      }
      tell(pauseMs > 0 ? "kazoo" : "share");
      await clock.sleep(Math.ceil(Math.max(pauseMs, (1 - tokens) / tokensPerMs, 1)));
    }
    tokens -= 1;
  }

  return {
    take() {
      last = last.then(next);
      return last;
    },
    giveBack() {
      tokens = Math.min(maxTokens, tokens + 1);
    },
    refused(pauseMs) {
      refill();
      tokens = 0;
      pausedUntil = Math.max(pausedUntil, clock.now() + pauseMs);
    },
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
