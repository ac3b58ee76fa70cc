import { type Clock, createClock } from "@/simulator/clock/clock";

export interface WatchedClock extends Clock {
  /** Resolves once somebody went to sleep for that long since the last call. */
  sleeper(ms: number): Promise<void>;
}

/** A clock that stands still, and tells when somebody waits on it. */
export function createWatchedClock(): WatchedClock {
  const clock = createClock({ manual: true });
  const begun = new Map<number, number>();
  let wake = (): void => {};
  return {
    ...clock,
    sleep(ms, signal) {
      const sleeping = clock.sleep(ms, signal);
      begun.set(ms, (begun.get(ms) ?? 0) + 1);
      wake();
      return sleeping;
    },
    async sleeper(ms) {
      while ((begun.get(ms) ?? 0) === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      begun.set(ms, (begun.get(ms) ?? 0) - 1);
    },
  };
}
