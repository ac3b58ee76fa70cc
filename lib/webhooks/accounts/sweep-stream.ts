import { HooklineError } from "@/lib/domain/hookline-error";
import type { KazooSweep } from "@/lib/kazoo/kazoo";
import type { SweepWait } from "@/lib/kazoo/sweep/sweep-pace";
import { createFrameQueue } from "./frame-queue";

type SweepFrame =
  | { readonly is: "waiting"; readonly for: SweepWait | null }
  | { readonly is: "failed"; readonly code: string; readonly why: string };

interface SweepWork<T> {
  readonly push: (frame: T) => void;
  /** True once nothing more is to be begun. */
  readonly isOver: () => boolean;
}

/**
 * What a sweep tells, as it goes, and when it waits for Kazoo. A failure that ends it is its last
 * frame. When the reader goes away, what was asked of Kazoo is answered and nothing more is begun.
 */
export async function* streamSweep<T>(
  { sweep, signal }: { readonly sweep: KazooSweep; readonly signal: AbortSignal },
  work: (sweepWork: SweepWork<T>) => Promise<void>,
): AsyncGenerator<T | SweepFrame> {
  const queue = createFrameQueue<T | SweepFrame>();
  const gone = new AbortController();
  const isOver = () => signal.aborted || gone.signal.aborted;
  let told: SweepWait | null = null;
  const unwatch = sweep.watch((wait) => {
    if (wait === told) return;
    told = wait;
    queue.push({ is: "waiting", for: wait });
  });
  const end = () => queue.end();
  signal.addEventListener("abort", end, { once: true });
  work({ push: queue.push, isOver }).then(queue.end, (cause: unknown) => {
    if (!(cause instanceof HooklineError)) return queue.fail(cause);
    queue.push({ is: "failed", code: cause.code, why: cause.message });
    queue.end();
  });
  try {
    yield* queue;
  } finally {
    unwatch();
    signal.removeEventListener("abort", end);
    gone.abort();
  }
}
