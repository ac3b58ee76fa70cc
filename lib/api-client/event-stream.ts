import { createEventSource, type EventSourceClient } from "eventsource-client";
import * as z from "zod/mini";
import { type EventSummary, eventSummarySchema } from "@/lib/domain/event";
import { type ApiError, toApiError } from "./api-error";
import { withBasePath } from "./base-path";
import { createStreamOpener } from "./open-stream";
import { endsSession, sessionGate } from "./session-gate";
import { probeSession } from "./session-queries";

const flushEveryMs = 250;
/** The server sends a comment every 15 s; three missed ones mean a dead connection. */
const silenceLimitMs = 50_000;
const watchEveryMs = 10_000;

export interface EventStreamListener {
  /** At most four times a second, in the order the server sent them. */
  onEvents(events: readonly EventSummary[]): void;
  /**
   * What is listed up to this sequence has changed without being told one by one: it was too much,
   * or events left quarantine. Events after it are told as ever.
   */
  onRefetch(sequence: number): void;
  onConnected(): void;
  onLost(): void;
  /** Hookline answered, and the answer is no. */
  onRefused(problem: ApiError): void;
}

/** A stream lives as long as the session it was opened with; that one may have been renewed since. */
async function confirmSessionOver(): Promise<void> {
  try {
    await probeSession();
  } catch (cause) {
    if (endsSession(toApiError(cause).code)) sessionGate.shut();
  }
}

const refetchSchema = z.object({ sequence: z.int() });

/** Null when the frame is not what this page understands. */
function parseData<S extends z.ZodMiniType>(schema: S, data: string): z.output<S> | null {
  try {
    return schema.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}

/** Collects events and hands them on in batches, the first at once. */
function createBatch(deliver: (events: readonly EventSummary[]) => void) {
  let pending: EventSummary[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (pending.length === 0) return;
    const events = pending;
    pending = [];
    timer = setTimeout(flush, flushEveryMs);
    deliver(events);
  };
  return {
    add(event: EventSummary): void {
      pending.push(event);
      timer ??= setTimeout(flush, 0);
    },
    end(): void {
      clearTimeout(timer);
      pending = [];
    },
  };
}

/**
 * Follows an account's events from `lastSequence` on, without gap across reconnects, until the
 * returned function is called. While the session is over it waits for the login.
 */
export function followEvents(
  path: string,
  lastSequence: number,
  listener: EventStreamListener,
): () => void {
  const batch = createBatch(listener.onEvents);
  let lastHeardMs = Date.now();
  const connect = (lastEventId: string): EventSourceClient => {
    lastHeardMs = Date.now();
    const { open, refusal } = createStreamOpener();
    return createEventSource({
      url: new URL(withBasePath(path), location.href),
      initialLastEventId: lastEventId,
      fetch: open,
      onConnect: () => {
        lastHeardMs = Date.now();
        listener.onConnected();
      },
      onScheduleReconnect: () => {
        const problem = refusal();
        if (problem) listener.onRefused(problem);
        else listener.onLost();
      },
      onComment: () => {
        lastHeardMs = Date.now();
      },
      onMessage: ({ event, data }) => {
        lastHeardMs = Date.now();
        if (event === "session-over") void confirmSessionOver();
        const summary = event === "received" ? parseData(eventSummarySchema, data) : null;
        if (summary) batch.add(summary);
        const refetch = event === "refetch" ? parseData(refetchSchema, data) : null;
        if (refetch) listener.onRefetch(refetch.sequence);
      },
    });
  };
  let client = connect(String(lastSequence));
  const restart = () => {
    const { lastEventId = String(lastSequence) } = client;
    client.close();
    listener.onLost();
    client = connect(lastEventId);
  };
  const watch = setInterval(() => {
    const silent = client.readyState === "open" && Date.now() - lastHeardMs > silenceLimitMs;
    if (silent) restart();
  }, watchEveryMs);
  // Coming back from sleep, the browser may not notice a dead connection for minutes.
  window.addEventListener("online", restart);
  window.addEventListener("offline", listener.onLost);
  return () => {
    window.removeEventListener("offline", listener.onLost);
    window.removeEventListener("online", restart);
    clearInterval(watch);
    batch.end();
    client.close();
  };
}
