"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type ApiError, toApiError } from "@/lib/api-client/request/api-error";
import { awaitLiveEvent } from "@/lib/api-client/stream/await-live-event";
import { testWebhook } from "@/lib/api-client/webhooks/test-webhook";
import type { EventSummary } from "@/lib/domain/event";
import type { TestHop } from "@/lib/domain/test-hop";

interface TestState {
  readonly hops: readonly TestHop[];
  readonly running: boolean;
  /** When the operator began it, by the browser's stopwatch. */
  readonly startedAt: number;
  /** What the live stream brought of it; null: it did not, undefined: not known yet. */
  readonly live: EventSummary | null | undefined;
  readonly cancelled: boolean;
  readonly error: ApiError | null;
}

const before: TestState = {
  hops: [],
  running: false,
  startedAt: 0,
  live: undefined,
  cancelled: false,
  error: null,
};

/** The stream is there within a second, or something is wrong with it. */
const liveTimeoutMs = 10_000;

/** One test of a webhook at a time; leaving ends it. */
export function useWebhookTest(accountId: string, webhookId: string) {
  const client = useQueryClient();
  const [state, setState] = useState(before);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  async function start(elsewhere: boolean): Promise<void> {
    current.current?.abort();
    const abort = new AbortController();
    current.current = abort;
    setState({ ...before, running: true, startedAt: performance.now() });
    const change = (changes: (state: TestState) => TestState) => {
      if (current.current === abort && !abort.signal.aborted) setState(changes);
    };
    try {
      for await (const hop of testWebhook(accountId, webhookId, {
        elsewhere,
        signal: abort.signal,
      })) {
        change((known) => ({ ...known, hops: [...known.hops, hop] }));
        if (hop.hop !== "stored" || !hop.ok || hop.eventId === undefined) continue;
        const sought = { accountId, eventId: hop.eventId };
        const limits = { timeoutMs: liveTimeoutMs, signal: abort.signal };
        void awaitLiveEvent(client, sought, limits).then((live) =>
          change((known) => ({ ...known, live })),
        );
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
