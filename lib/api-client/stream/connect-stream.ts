import { createEventSource, type EventSourceClient } from "eventsource-client";
import type { ApiError } from "../request/api-error";
import { withBasePath } from "../request/base-path";
import { createStreamOpener } from "./open-stream";
import type { StreamFrame } from "./tab-message";

const flushEveryMs = 250;
/** The server sends a comment every 15 s; three missed ones mean a dead connection. */
const silenceLimitMs = 50_000;
const watchEveryMs = 10_000;

interface StreamListener {
  /** At most four times a second, in the order the server sent them. */
  onFrames(frames: readonly StreamFrame[]): void;
  onConnected(): void;
  onLost(): void;
  /** Hookline answered, and the answer is no. */
  onRefused(problem: ApiError): void;
}

/** Collects frames and hands them on in batches, the first at once. */
function createBatch(deliver: (frames: readonly StreamFrame[]) => void) {
  let pending: StreamFrame[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (pending.length === 0) return;
    const frames = pending;
    pending = [];
    timer = setTimeout(flush, flushEveryMs);
    deliver(frames);
  };
  return {
    add(frame: StreamFrame): void {
      pending.push(frame);
      timer ??= setTimeout(flush, 0);
    },
    end(): void {
      clearTimeout(timer);
      pending = [];
    },
  };
}

/**
 * Opens a stream after `lastSequence` (null: from now on) and keeps it open, without gap across
 * reconnects, until the returned function is called. While the session is over it waits for the
 * login.
 */
export function connectStream(
  path: string,
  lastSequence: number | null,
  listener: StreamListener,
): () => void {
  const batch = createBatch(listener.onFrames);
  let lastHeardMs = Date.now();
  const connect = (lastEventId: string | undefined): EventSourceClient => {
    lastHeardMs = Date.now();
    const { open, refusal } = createStreamOpener();
    return createEventSource({
      url: new URL(withBasePath(path), location.href),
      ...(lastEventId !== undefined && { initialLastEventId: lastEventId }),
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
      onMessage: ({ event = "message", id, data }) => {
        lastHeardMs = Date.now();
        batch.add({ event, id: id === undefined ? null : Number(id), data });
      },
    });
  };
  let client = connect(lastSequence === null ? undefined : String(lastSequence));
  const restart = () => {
    const { lastEventId } = client;
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
