import { HooklineError } from "@/lib/domain/hookline-error";
import { viewSummary } from "@/lib/secrets/view-event";
import type { ViewedEvent } from "@/lib/secrets/viewed-event";
import { type EventStreamRequest, openEventStream } from "./event-stream";

const recheckMs = 60_000;
// setTimeout takes no longer delay; no token lives that long either.
const longestTimerMs = 2 ** 31 - 1;

export interface LiveFramesRequest extends EventStreamRequest {
  /** Unix milliseconds: when the session that opened the stream is over. */
  readonly expiresAt: number;
  /** Rejects once the operator may no longer look at the account. */
  readonly checkAccess: () => Promise<unknown>;
  readonly recheckEveryMs?: number;
}

export type LiveFrame =
  | { readonly event: "ready"; readonly id: number; readonly data: { readonly sequence: number } }
  | { readonly event: "received"; readonly id: number; readonly data: ViewedEvent }
  /** What was read of the events up to this sequence is to be read again. */
  | {
      readonly event: "refetch";
      readonly id: number;
      readonly data: { readonly sequence: number };
    }
  | { readonly event: "session-over"; readonly data: Readonly<Record<string, never>> };

type Ending = "session-over" | "access-lost";

function endingOf(cause: unknown): Ending | null {
  if (!(cause instanceof HooklineError)) return null;
  if (cause.code === "session_over") return "session-over";
  return cause.code === "account_not_found" ? "access-lost" : null;
}

/**
 * What an operator's stream sends: "ready" with where it starts (its id, so that a reconnect before any event resumes there), then each event as "received"
 * with its sequence as id, and "refetch" when earlier ones changed or are too many to be told.
 * Ends with "session-over" when the session does, and without a word when access to the account is
 * lost: the reconnect is then answered with the reason.
 */
export async function* liveFrames(request: LiveFramesRequest): AsyncGenerator<LiveFrame> {
  const { expiresAt, checkAccess, recheckEveryMs = recheckMs, signal, afterSequence } = request;
  const over = new AbortController();
  const end = (ending: Ending): void => over.abort(ending);
  const lifeMs = Math.min(Math.max(expiresAt - Date.now(), 0), longestTimerMs);
  const expiry = setTimeout(() => end("session-over"), lifeMs);
  const recheck = setInterval(() => {
    checkAccess().catch((cause) => {
      const ending = endingOf(cause);
      // Kazoo not answering is no reason to stop showing what Kazoo sends.
      if (ending) end(ending);
    });
  }, recheckEveryMs);

  try {
    yield { event: "ready", id: afterSequence, data: { sequence: afterSequence } };
    const items = openEventStream({ ...request, signal: AbortSignal.any([signal, over.signal]) });
    for await (const item of items) {
      if ("refetch" in item) {
        const sequence = item.refetch;
        yield { event: "refetch", id: sequence, data: { sequence } };
      } else yield { event: "received", id: item.sequence, data: viewSummary(item) };
    }
    if (over.signal.reason === "session-over") yield { event: "session-over", data: {} };
  } finally {
    clearTimeout(expiry);
    clearInterval(recheck);
  }
}
