import pLimit from "p-limit";
import { toApiError } from "@/lib/api-client/request/api-error";

export type ItemState =
  | { readonly is: "waiting" }
  | { readonly is: "working" }
  /** Kazoo wants a pause. */
  | { readonly is: "paused"; readonly seconds: number }
  | { readonly is: "done" }
  | { readonly is: "failed"; readonly why: string }
  | { readonly is: "stopped" };

export interface BulkRun<T> {
  readonly items: readonly T[];
  readonly act: (item: T) => Promise<void>;
  readonly tell: (item: T, state: ItemState) => void;
  readonly signal: AbortSignal;
  /** Waits; false when it was stopped meanwhile. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<boolean>;
}

// Kazoo loses events of its own when more write at once.
const atOnce = 2;
const maxPauses = 6;

async function runOne<T>(item: T, { act, tell, signal, pause }: BulkRun<T>): Promise<void> {
  for (let pauses = 0; !signal.aborted; pauses += 1) {
    tell(item, { is: "working" });
    try {
      await act(item);
      return tell(item, { is: "done" });
    } catch (cause) {
      const { code, message, retryAfterSeconds: seconds = 10 } = toApiError(cause);
      if (code !== "kazoo_busy" || pauses >= maxPauses) {
        return tell(item, { is: "failed", why: message });
      }
      tell(item, { is: "paused", seconds });
      await pause(seconds * 1_000, signal);
    }
  }
  tell(item, { is: "stopped" });
}

/**
 * Does one thing to many, two at a time. One that fails doesn't end the others; a Kazoo that is
 * asked too much is given the pause it wants. Stopping lets what was asked for be answered. While
 * the session is over each request waits behind the login, so the run goes on where it was.
 */
export async function runBulk<T>(run: BulkRun<T>): Promise<void> {
  const limit = pLimit(atOnce);
  await Promise.all(run.items.map((item) => limit(() => runOne(item, run))));
}
