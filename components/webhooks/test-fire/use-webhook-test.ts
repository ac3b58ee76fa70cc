"use client";

import { useEffect, useRef, useState } from "react";
import { type ApiError, toApiError } from "@/lib/api-client/request/api-error";
import { testWebhook } from "@/lib/api-client/webhooks/test-webhook";
import type { TestHop } from "@/lib/domain/test-hop";

interface TestState {
  readonly hops: readonly TestHop[];
  readonly running: boolean;
  readonly cancelled: boolean;
  readonly error: ApiError | null;
}

const before: TestState = { hops: [], running: false, cancelled: false, error: null };

/** One test of a webhook at a time; leaving ends it. */
export function useWebhookTest(accountId: string, webhookId: string) {
  const [state, setState] = useState(before);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function start(elsewhere: boolean): Promise<void> {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    setState({ ...before, running: true });
    const change = (changes: (state: TestState) => TestState) => {
      if (current.current === abort && !abort.signal.aborted) setState(changes);
    };
    try {
      for await (const hop of testWebhook(accountId, webhookId, {
        elsewhere,
        signal: abort.signal,
      })) {
        change((known) => ({ ...known, hops: [...known.hops, hop] }));
      }
    } catch (cause) {
      change((known) => ({ ...known, error: toApiError(cause) }));
    }
    change((known) => ({ ...known, running: false }));
  }

  return {
    ...state,
    start: (elsewhere: boolean) => void start(elsewhere),
    cancel: () => {
      current.current?.abort();
      setState((known) => ({ ...known, running: false, cancelled: true }));
    },
  };
}
