import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { EventSummary } from "@/lib/domain/event";
import { outdatedCalls } from "../calls/outdated-calls";
import { eventStreamPath } from "../events/event-queries";
import { applyLiveEvents, shortenLists } from "./apply-live-events";
import { breakLiveTail, moveLiveTail, readLiveTail } from "./live-tail";
import { outdatedHistograms } from "./outdated-histograms";
import { readFrames } from "./read-frames";
import { refreshBesideLists, refreshLists } from "./refresh-account";
import { createListRefresh } from "./refresh-lists";
import { type Attention, shareStream } from "./shared-stream";
import { createTimers, type Timers } from "./timers";

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
  /** The list on screen misses something and is read again once nobody holds it still. */
  readonly outdated: boolean;
  /** Hookline sent what this page can't read: it was updated after the page was loaded. */
  readonly unreadable: boolean;
}

export const connecting: StreamState = {
  connection: "connecting",
  lostAt: null,
  caughtUp: null,
  problem: null,
  outdated: false,
  unreadable: false,
};

interface Following {
  readonly client: QueryClient;
  readonly accountId: string;
  /** Whose pages share the stream: tabs of another login must not. */
  readonly identity: string;
  readonly attention: Attention;
  /** Whether somebody reads the list, so that it must not be shortened. */
  readonly isHeld: () => boolean;
  readonly update: (change: (now: StreamState) => StreamState) => void;
}

/** Reads again what only the store can tell, at most once in `everyMs` however much comes. */
function createReread(client: QueryClient, after: Timers["after"], everyMs: number) {
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
export function followAccount(following: Following): () => void {
  const { client, accountId, identity, attention, isHeld, update } = following;
  const position = () => readLiveTail(client, accountId).position;
  const moveTo = (sequence: number) => moveLiveTail(client, accountId, sequence);
  const { after, clear } = createTimers();
  const reread = createReread(client, after, rereadAfterMs);
  const recount = createReread(client, after, recountAfterMs);
  const recountSearched = createReread(client, after, recountSearchedAfterMs);
  const refresh = createListRefresh({
    read: () => refreshLists(client, accountId),
    isHeld,
    after,
    setOutdated: (outdated) => update((now) => ({ ...now, outdated })),
  });
  let joined = false;
  let lost = false;
  let refused = false;
  let catchingUp = false;

  function onConnected(): void {
    catchingUp = lost;
    lost = false;
    refused = false;
    const caughtUp = catchingUp ? 0 : null;
    update((now) => ({ ...now, connection: "live", lostAt: null, caughtUp, problem: null }));
    after(catchUpWindowMs, () => {
      catchingUp = false;
    });
    after(caughtUpShownMs, () => update((now) => ({ ...now, caughtUp: null })));
  }

  function onLost(): void {
    if (lost && !refused) return;
    lost = true;
    refused = false;
    const lostAt = Date.now();
    const gone = { connection: "reconnecting", lostAt, caughtUp: null, problem: null } as const;
    update((now) => ({ ...now, ...gone }));
    after(offlineAfterMs, () =>
      update((now) => (now.lostAt === lostAt ? { ...now, connection: "offline" } : now)),
    );
  }

  function onRefused(problem: string | null): void {
    lost = true;
    refused = true;
    const no = { connection: "refused", lostAt: null, caughtUp: null, problem } as const;
    update((now) => ({ ...now, ...no }));
  }

  function onRefetch(sequence: number): void {
    moveTo(Math.max(position() ?? 0, sequence));
    breakLiveTail(client, accountId, sequence);
    refreshBesideLists(client, accountId);
    refresh();
  }

  function onEvents(told: readonly EventSummary[]): void {
    const reached = position() ?? 0;
    const events = told.filter((event) => event.sequence > reached);
    const last = events.at(-1);
    if (!last) return;
    moveTo(last.sequence);
    reread(applyLiveEvents(client, accountId, events));
    reread(outdatedCalls(client, accountId, events));
    const outdated = outdatedHistograms(client, accountId, events);
    recount(outdated.counted);
    recountSearched(outdated.searched);
    // A failure leaves a long list, which is only slower.
    if (!isHeld()) void shortenLists(client, accountId).catch(() => {});
    if (catchingUp) {
      update((now) => ({ ...now, caughtUp: (now.caughtUp ?? 0) + events.length }));
    }
  }

  const stop = shareStream({
    name: `hookline-stream-1 ${identity} ${eventStreamPath(accountId)}`,
    path: eventStreamPath(accountId),
    position,
    attention,
    listener: {
      onStatus({ connection, problem }) {
        if (connection === "live") onConnected();
        if (connection === "lost") onLost();
        if (connection === "refused") onRefused(problem);
      },
      onPosition(sequence) {
        const reached = position();
        if (!joined && (reached === null || sequence < reached)) {
          // A list may have been read before the stream was there, or after.
          moveTo(sequence);
          breakLiveTail(client, accountId, sequence);
        } else if (reached !== null && sequence > reached) onRefetch(sequence);
        joined = true;
      },
      onFrames: (frames) =>
        readFrames(frames, {
          onEvents,
          onRefetch,
          onUnreadable: () => update((now) => ({ ...now, unreadable: true })),
        }),
      onAsleep() {
        lost = true;
        refused = true;
        update((now) => ({ ...connecting, outdated: now.outdated, unreadable: now.unreadable }));
      },
    },
  });
  return () => {
    stop();
    clear();
  };
}
