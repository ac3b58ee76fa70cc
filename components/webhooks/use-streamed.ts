"use client";

import { useEffect, useRef, useState } from "react";
import { type ApiError, toApiError } from "@/lib/api-client/request/api-error";

interface Streamed<T> {
  readonly items: readonly T[];
  readonly running: boolean;
  readonly error: ApiError | null;
}

/** What is streamed in answer to one request at a time; leaving ends it. */
export function useStreamed<T>() {
  const before: Streamed<T> = { items: [], running: false, error: null };
  const [state, setState] = useState(before);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function run(request: (signal: AbortSignal) => AsyncIterable<T>): Promise<void> {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    setState({ ...before, running: true });
    const change = (changes: (state: Streamed<T>) => Streamed<T>) => {
      if (current.current === abort && !abort.signal.aborted) setState(changes);
    };
    try {
      for await (const item of request(abort.signal)) {
        change((known) => ({ ...known, items: [...known.items, item] }));
      }
    } catch (cause) {
      change((known) => ({ ...known, error: toApiError(cause) }));
    }
    change((known) => ({ ...known, running: false }));
  }

  return {
    ...state,
    start: (request: (signal: AbortSignal) => AsyncIterable<T>) => void run(request),
  };
}
