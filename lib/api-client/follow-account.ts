import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { applyLiveEvents, shortenLists } from "./apply-live-events";
import { eventStreamPath, streamStartQuery } from "./event-queries";
import { followEvents } from "./event-stream";
import { outdatedHistograms } from "./outdated-histograms";

/** Longer without a connection is called offline. */
const offlineAfterMs = 12_000;
const catchUpWindowMs = 1_500;
const caughtUpShownMs = 8_000;
const rereadAfterMs = 1_000;
const recountAfterMs = 3_000;
const recountSearchedAfterMs = 15_000;

export interface StreamState {
  readonly connection: "connecting" | "live" | "reconnecting" | "offline" | "refused";
  /** When the connection was lost, Unix milliseconds; null while there is one. */
  readonly lostAt: number | null;
  /** How many events the last reconnect brought; null when that is old news. */
  readonly caughtUp: number | null;
  /** Why the stream was refused, in a sentence; null unless it was. */
  readonly problem: string | null;
}

interface Following {
  readonly client: QueryClient;
  readonly accountId: string;
  /** Whether somebody reads the list, so that it must not be shortened. */
  readonly isHeld: () => boolean;
  readonly update: (change: (now: StreamState) => StreamState) => void;
}

function createTimers() {
  const running = new Set<ReturnType<typeof setTimeout>>();
  return {
    after(ms: number, run: () => void): void {
      const timer = setTimeout(() => {
        running.delete(timer);
        run();
      }, ms);
      running.add(timer);
    },
    clear: () => running.forEach(clearTimeout),
  };
}

/** Reads again what only the store can tell, at most once in `everyMs` however much comes. */
function createReread(
  client: QueryClient,
  after: (ms: number, run: () => void) => void,
  everyMs: number,
) {
  const due = new Map<string, QueryKey>();
  return (keys: readonly QueryKey[]) => {
    if (keys.length > 0 && due.size === 0) {
      after(everyMs, () => {
        for (const queryKey of due.values())
          void client.invalidateQueries({ queryKey, exact: true });
        due.clear();
      });
    }
    for (const key of keys) due.set(JSON.stringify(key), key);
  };
}

/**
 * Follows an account's stream from where the cache stands, writes what comes into the cache and
 * tells the connection's state, until the returned function is called.
 */
export function followAccount({ client, accountId, isHeld, update }: Following): () => void {
  const { queryKey: positionKey } = streamStartQuery(accountId);
  const { after, clear } = createTimers();
  const reread = createReread(client, after, rereadAfterMs);
  const recount = createReread(client, after, recountAfterMs);
  const recountSearched = createReread(client, after, recountSearchedAfterMs);
  let lost = false;
  let refused = false;
  let catchingUp = false;
  const stop = followEvents(eventStreamPath(accountId), client.getQueryData(positionKey) ?? 0, {
    onConnected() {
      catchingUp = lost;
      lost = false;
      refused = false;
      const caughtUp = catchingUp ? 0 : null;
      update(() => ({ connection: "live", lostAt: null, caughtUp, problem: null }));
      after(catchUpWindowMs, () => {
        catchingUp = false;
      });
      after(caughtUpShownMs, () => update((now) => ({ ...now, caughtUp: null })));
    },
    onLost() {
      if (lost && !refused) return;
      lost = true;
      refused = false;
      const lostAt = Date.now();
      update(() => ({ connection: "reconnecting", lostAt, caughtUp: null, problem: null }));
      after(offlineAfterMs, () =>
        update((now) => (now.lostAt === lostAt ? { ...now, connection: "offline" } : now)),
      );
    },
    onRefused({ message }) {
      lost = true;
      refused = true;
      update(() => ({ connection: "refused", lostAt: null, caughtUp: null, problem: message }));
    },
    onEvents(events) {
      const last = events.at(-1)?.sequence ?? 0;
      client.setQueryData(positionKey, (sequence) => Math.max(sequence ?? 0, last));
      reread(applyLiveEvents(client, accountId, events));
      const outdated = outdatedHistograms(client, accountId, events);
      recount(outdated.counted);
      recountSearched(outdated.searched);
      // A failure leaves a long list, which is only slower.
      if (!isHeld()) void shortenLists(client, accountId).catch(() => {});
      if (catchingUp) {
        update((now) => ({ ...now, caughtUp: (now.caughtUp ?? 0) + events.length }));
      }
    },
  });
  return () => {
    stop();
    clear();
  };
}
