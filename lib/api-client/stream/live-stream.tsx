"use client";

import { useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useSession } from "../session/session-context";
import { sessionGate } from "../session/session-gate";
import { connecting, followAccount, type StreamState } from "./follow-account";
import type { Attention } from "./shared-stream";

interface LiveStream extends StreamState {
  /** True while the page on screen holds its list still. */
  readonly held: boolean;
  readonly setHeld: (held: boolean) => void;
}

/** A tab that is hidden, or waits for the login, leaves the stream to the others. */
const attention: Attention = {
  isGiven: () => document.visibilityState === "visible" && !sessionGate.isOver(),
  subscribe(listener) {
    document.addEventListener("visibilitychange", listener);
    const unsubscribe = sessionGate.subscribe(listener);
    return () => {
      document.removeEventListener("visibilitychange", listener);
      unsubscribe();
    };
  },
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
  const { identity } = useSession();
  useEffect(() => {
    const isHeld = () => heldNow.current;
    const update = setState;
    const stop = followAccount({ client, accountId, identity, attention, isHeld, update });
    return () => {
      stop();
      setState(connecting);
    };
  }, [accountId, client, identity]);

  const value = useMemo(() => ({ ...state, held, setHeld }), [state, held]);
  return <LiveStreamContext value={value}>{children}</LiveStreamContext>;
}

export function useLiveStream(): LiveStream {
  return useContext(LiveStreamContext);
}
