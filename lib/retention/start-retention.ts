import type { Logger } from "@/lib/config/logger";
import { type PruneRun, pruneEvents } from "./prune-events";

const firstAfterMs = 5_000;
const everyMs = 60_000;

export interface RetentionOptions extends Omit<PruneRun, "signal"> {
  readonly logger: Logger;
}

/** Prunes now and then, one run at a time. Resolves, when stopped, once no step is under way. */
export function startRetention(options: RetentionOptions): { stop(): Promise<void> } {
  const { logger, ...run } = options;
  const stopping = new AbortController();
  let running = Promise.resolve();
  let timer = setTimeout(begin, firstAfterMs);
  timer.unref();

  async function prune(): Promise<void> {
    try {
      const dropped = await pruneEvents({ ...run, signal: stopping.signal });
      if (dropped > 0) logger.info({ dropped }, "retention dropped events");
    } catch (cause) {
      logger.warn({ err: cause }, "retention is waiting for the database");
    }
    if (stopping.signal.aborted) return;
    timer = setTimeout(begin, everyMs);
    timer.unref();
  }

  function begin(): void {
    running = prune();
  }

  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
