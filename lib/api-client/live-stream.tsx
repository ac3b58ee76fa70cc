"use client";

import { type QueryKey, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { applyLiveEvents, shortenLists } from "./apply-live-events";
import { eventStreamPath, streamStartQuery } from "./event-queries";
import { followEvents } from "./event-stream";

/** Longer without a connection is called offline. */
const offlineAfterMs = 12_000;
const catchUpWindowMs = 1_500;
const caughtUpShownMs = 8_000;
const rereadAfterMs = 1_000;

export interface StreamState {
  readonly connection: "connecting" | "live" | "reconnecting" | "offline";
  /** When the connection was lost, Unix milliseconds; null while there is one. */
  readonly lostAt: number | null;
  /** How many events the last reconnect brought; null when that is old news. */
  readonly caughtUp: number | null;
}

interface LiveStream extends StreamState {
  /** True while the page on screen holds its list still. */
  readonly held: boolean;
  readonly setHeld: (held: boolean) => void;
}

const connecting: StreamState = { connection: "connecting", lostAt: null, caughtUp: null };

const LiveStreamContext = createContext<LiveStream>({
  ...connecting,
  held: false,
  setHeld: () => {},
});

/** Follows the account's events as long as it is on screen and writes them into the query cache. */
export function LiveStreamProvider({
  accountId,
  children,
}: {
  readonly accountId: string;
  readonly children: ReactNode;
}) {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>(connecting);
  const [held, setHeld] = useState(false);
  const heldNow = useRef(held);
  heldNow.current = held;
  const start = useQuery({
    ...streamStartQuery(accountId),
    refetchInterval: (query) => (query.state.status === "error" ? offlineAfterMs / 2 : false),
  });
  const ready = start.isSuccess;

  useEffect(() => {
    if (!ready) return;
    const startQuery = streamStartQuery(accountId);
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const after = (ms: number, run: () => void) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        run();
      }, ms);
      timers.add(timer);
    };
    const reread = new Map<string, QueryKey>();
    const rereadLater = (keys: readonly QueryKey[]) => {
      if (keys.length > 0 && reread.size === 0) {
        after(rereadAfterMs, () => {
          const due = [...reread.values()];
          reread.clear();
          for (const queryKey of due) void client.invalidateQueries({ queryKey, exact: true });
        });
      }
      for (const key of keys) reread.set(JSON.stringify(key), key);
    };
    let lost = false;
    let catchingUp = false;
    const stop = followEvents(
      eventStreamPath(accountId),
      client.getQueryData(startQuery.queryKey) ?? 0,
      {
        onConnected() {
          catchingUp = lost;
          lost = false;
          setState({ connection: "live", lostAt: null, caughtUp: catchingUp ? 0 : null });
          if (catchingUp) {
            after(catchUpWindowMs, () => {
              catchingUp = false;
            });
            after(caughtUpShownMs, () => setState((now) => ({ ...now, caughtUp: null })));
          }
        },
        onLost() {
          if (lost) return;
          lost = true;
          setState({ connection: "reconnecting", lostAt: Date.now(), caughtUp: null });
          after(offlineAfterMs, () =>
            setState((now) =>
              now.connection === "reconnecting" ? { ...now, connection: "offline" } : now,
            ),
          );
        },
        onEvents(events) {
          client.setQueryData(startQuery.queryKey, (sequence) =>
            Math.max(sequence ?? 0, events.at(-1)?.sequence ?? 0),
          );
          rereadLater(applyLiveEvents(client, accountId, events));
          if (!heldNow.current) void shortenLists(client, accountId).catch(() => {});
          if (catchingUp) {
            setState((now) => ({ ...now, caughtUp: (now.caughtUp ?? 0) + events.length }));
          }
        },
      },
    );
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
      setState(connecting);
    };
  }, [accountId, client, ready]);

  const value = useMemo(
    () => ({
      ...(start.isError ? { ...state, connection: "offline" as const } : state),
      held,
      setHeld,
    }),
    [start.isError, state, held],
  );
  return <LiveStreamContext value={value}>{children}</LiveStreamContext>;
}

export function useLiveStream(): LiveStream {
  return useContext(LiveStreamContext);
}
