import { useEffect, useState } from "react";

/** On each answer of the API: the server's time, Unix milliseconds. */
const clockHeader = "hookline-now";
/** A page is on screen at most about this long after the server wrote it. */
const loadingMs = 10_000;

/**
 * The server's clock, as far as the browser can know it. Events carry the server's time, so ages,
 * presets and the histogram must be counted from the server's now, whatever the browser's clock says.
 */
export function createServerClock() {
  let offsetMs = 0;
  let errorMs = Number.POSITIVE_INFINITY;
  const listeners = new Set<() => void>();
  const note = (sampledMs: number, uncertainMs: number): void => {
    // A second look is better when it is more exact, or when a clock was set in between.
    const contradicts = Math.abs(sampledMs - offsetMs) > errorMs + uncertainMs;
    if (!contradicts && uncertainMs >= errorMs) return;
    offsetMs = sampledMs;
    errorMs = uncertainMs;
    for (const listener of listeners) listener();
  };
  return {
    now: () => Date.now() + offsetMs,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** A page that the server wrote at this time is on screen now. */
    notePage(writtenAt: number): void {
      const sampledMs = writtenAt - Date.now();
      // So little may as well be the time that the page took to load.
      note(Math.abs(sampledMs) <= loadingMs ? 0 : sampledMs, loadingMs);
    },
    /** The answer to a request that went out at `askedAt` by the browser's clock. */
    noteAnswer(headers: Headers, askedAt: number): void {
      const serverMs = Number(headers.get(clockHeader) ?? Number.NaN);
      if (!Number.isSafeInteger(serverMs)) return;
      const answeredAt = Date.now();
      const uncertainMs = Math.max(0, answeredAt - askedAt) / 2 + 1;
      note(Math.round(serverMs - (askedAt + answeredAt) / 2), uncertainMs);
    },
  };
}

export const serverClock = createServerClock();

/** The server's time, renewed every `everyMs`. */
export function useServerNow(everyMs: number): number {
  const [now, setNow] = useState(serverClock.now);
  useEffect(() => {
    const look = () => setNow(serverClock.now());
    const timer = setInterval(look, everyMs);
    const unsubscribe = serverClock.subscribe(look);
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [everyMs]);
  return now;
}
