"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { toApiError } from "./api-error";
import { streamStartQuery } from "./event-queries";
import { followAccount, type StreamState } from "./follow-account";

const retryStartMs = 5_000;

interface LiveStream extends StreamState {
  /** True while the page on screen holds its list still. */
  readonly held: boolean;
  readonly setHeld: (held: boolean) => void;
}

const connecting: StreamState = {
  connection: "connecting",
  lostAt: null,
  caughtUp: null,
  problem: null,
  outdated: false,
};

const LiveStreamContext = createContext<LiveStream>({
  ...connecting,
  held: false,
  setHeld: () => {},
});

interface LiveStreamProviderProps {
  readonly accountId: string;
  readonly children: ReactNode;
}

/** Follows the account's events as long as it is on screen and writes them into the query cache. */
export function LiveStreamProvider({ accountId, children }: LiveStreamProviderProps) {
  const client = useQueryClient();
  const [state, setState] = useState<StreamState>(connecting);
  const [held, setHeld] = useState(false);
  const heldNow = useRef(held);
  useEffect(() => {
    heldNow.current = held;
  }, [held]);
  const start = useQuery({
    ...streamStartQuery(accountId),
    refetchInterval: (query) => (query.state.status === "error" ? retryStartMs : false),
  });
  const ready = start.data !== undefined;
  useEffect(() => {
    if (!ready) return;
    const isHeld = () => heldNow.current;
    const stop = followAccount({ client, accountId, isHeld, update: setState });
    return () => {
      stop();
      setState(connecting);
    };
  }, [accountId, client, ready]);

  const failure = start.error && !ready ? toApiError(start.error) : null;
  const value = useMemo(() => {
    const connection = failure?.code === "offline" ? "offline" : "refused";
    const failed = failure && ({ connection, problem: failure.message } as const);
    return { ...state, ...failed, held, setHeld };
  }, [state, failure, held]);
  return <LiveStreamContext value={value}>{children}</LiveStreamContext>;
}

export function useLiveStream(): LiveStream {
  return useContext(LiveStreamContext);
}
