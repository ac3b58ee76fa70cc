import type { Timers } from "./timers";

const lookIfHeldEveryMs = 250;
const retryAfterMs = 5_000;

interface ListRefresh {
  readonly read: () => Promise<void>;
  /** Whether somebody reads a list, so that it must not move. */
  readonly isHeld: () => boolean;
  readonly after: Timers["after"];
  /** Whether what is on screen misses something. */
  readonly setOutdated: (outdated: boolean) => void;
}

/**
 * Returns a function for outdated lists: it reads them again once no reader holds them still, and
 * retries until that works.
 */
export function createListRefresh({ read, isHeld, after, setOutdated }: ListRefresh): () => void {
  let due = false;
  let busy = false;
  let waiting = false;

  function lookIn(ms: number): void {
    if (waiting) return;
    waiting = true;
    after(ms, () => {
      waiting = false;
      look();
    });
  }

  function finish(isDone: boolean): void {
    busy = false;
    due ||= !isDone;
    if (due) lookIn(isDone ? 0 : retryAfterMs);
    else setOutdated(false);
  }

  function look(): void {
    if (!due || busy) return;
    if (isHeld()) {
      lookIn(lookIfHeldEveryMs);
      return;
    }
    due = false;
    busy = true;
    read().then(
      () => finish(true),
      () => finish(false),
    );
  }

  return () => {
    due = true;
    setOutdated(true);
    look();
  };
}
