import type { RetentionSettings } from "@/lib/config/env";
import type { EventStore, PruneLimits } from "@/lib/store/store";

const dayMs = 86_400_000;
const maxRunMs = 20_000;
const minPauseMs = 5;
// The disk may be full of others' files: then dropping all events would not help.
const maxForDisk = 20_000;

export interface PruneRun {
  readonly eventStore: Pick<EventStore, "prune">;
  readonly settings: RetentionSettings;
  readonly signal: AbortSignal;
  /** While true nothing is deleted: deleting writes too and would fill a full disk. */
  readonly paused: () => boolean;
  readonly now?: () => number;
}

function limitsOf({ days, ...limits }: RetentionSettings, now: number): PruneLimits {
  return { ...limits, now, olderThan: days === null ? null : now - days * dayMs };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}

/**
 * Drops events until the limits hold, in short steps with a pause as long after each, so that
 * storing events has at least half of the time. Ends after 20 s at the latest; the next run goes
 * on. Resolves with how many it dropped.
 */
export async function pruneEvents({
  eventStore,
  settings,
  signal,
  paused,
  now = Date.now,
}: PruneRun): Promise<number> {
  const deadline = performance.now() + maxRunMs;
  let dropped = 0;
  let droppedForDisk = 0;
  while (!signal.aborted && !paused() && performance.now() < deadline) {
    const step = await eventStore.prune(limitsOf(settings, now()));
    dropped += step.dropped;
    if (step.reason === "disk") droppedForDisk += step.dropped;
    if (!step.more || droppedForDisk >= maxForDisk) break;
    await pause(Math.max(minPauseMs, step.tookMs), signal);
  }
  return dropped;
}
