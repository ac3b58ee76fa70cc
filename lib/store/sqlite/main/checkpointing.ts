import type { Logger } from "@/lib/config/logger";
import type { DatabaseThread } from "./database-thread";

/** As estimated; the log grows about twice as fast. */
const checkpointBytes = 24 * 1024 * 1024;

export interface Checkpointing {
  /** To be told how much was committed. */
  committed(bytes: number): void;
  /** Resolves once none is running, and its thread is gone. */
  end(): Promise<void>;
}

/**
 * Moves the write-ahead log into the database file beside the commits: in the writer's thread it
 * would take longer than all commits together. Only the little that came meanwhile is left to the
 * writer, after whose turn the log begins anew. Its thread starts when there is a first to make.
 */
export function createCheckpointing(
  writer: DatabaseThread,
  startCheckpointer: () => Promise<DatabaseThread>,
  logger: Logger,
): Checkpointing {
  let bytes = 0;
  let running: Promise<void> | null = null;
  let checkpointer: DatabaseThread | null = null;

  async function run(): Promise<void> {
    try {
      checkpointer ??= await startCheckpointer();
      await checkpointer.run({ kind: "checkpoint" });
      await writer.run({ kind: "checkpoint" });
    } catch (cause) {
      logger.warn({ err: cause }, "checkpoint failed; the writer does it when the log grows long");
    }
    running = null;
  }

  return {
    committed(more) {
      bytes += more;
      if (bytes < checkpointBytes || running) return;
      bytes = 0;
      running = run();
    },
    async end() {
      await running;
      await checkpointer?.close();
    },
  };
}
