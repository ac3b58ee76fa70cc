interface Sleeper {
  dueAt: number;
  wake: () => void;
  timer?: NodeJS.Timeout;
}

/** Time as the simulator sees it: every wait goes through here, so a test never waits. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `ms` of this clock's time, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** Moves the time forward and wakes, in order, whoever slept until then. */
  advance(ms: number): Promise<void>;
}

export interface ClockOptions {
  /** A manual clock stands still between calls of `advance`. */
  manual?: boolean;
  startAt?: number;
}

export function createClock({ manual = false, startAt }: ClockOptions = {}): Clock {
  const sleepers = new Set<Sleeper>();
  let offset = startAt === undefined ? 0 : startAt - (manual ? 0 : Date.now());
  if (manual && startAt === undefined) offset = Date.now();
  const now = () => (manual ? offset : Date.now() + offset);

  function wake(sleeper: Sleeper): void {
    if (!sleepers.delete(sleeper)) return;
    clearTimeout(sleeper.timer);
    sleeper.wake();
  }

  async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    let onAbort: (() => void) | undefined;
    await new Promise<void>((resolve) => {
      const sleeper: Sleeper = { dueAt: now() + ms, wake: resolve };
      sleepers.add(sleeper);
      if (!manual) sleeper.timer = setTimeout(() => wake(sleeper), ms);
      onAbort = () => wake(sleeper);
      signal?.addEventListener("abort", onAbort, { once: true });
    });
    if (onAbort) signal?.removeEventListener("abort", onAbort);
  }

  /** The one who has to wake first; of several, who fell asleep first. */
  function earliest(): Sleeper | undefined {
    let first: Sleeper | undefined;
    for (const sleeper of sleepers) if (!first || sleeper.dueAt < first.dueAt) first = sleeper;
    return first;
  }

  async function advance(ms: number): Promise<void> {
    const target = now() + ms;
    for (;;) {
      const due = earliest();
      if (!due || due.dueAt > target) break;
      offset += Math.max(0, due.dueAt - now());
      wake(due);
      // Whoever woke up may go to sleep again before the target.
      await new Promise((resolve) => setImmediate(resolve));
    }
    offset += Math.max(0, target - now());
  }

  return { now, sleep, advance };
}
