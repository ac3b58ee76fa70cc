import { HooklineError } from "@/lib/domain/hookline-error";
import type { StoringPause } from "@/lib/domain/receiver-state";
import { withPatience } from "@/lib/domain/with-patience";

interface Parts {
  readonly receivers: {
    reports(): { readonly alive: number; readonly failingSince: number | null };
  };
  readonly drain: {
    status(): { readonly paused: StoringPause | null; readonly lastError: string | null };
  };
  readonly eventStore: { horizon(): Promise<unknown> };
}

const kept = "What Kazoo sends is being kept on disk.";

const pauses: Readonly<Record<StoringPause, string>> = {
  database: `The database takes no events just now. ${kept} Check the database and the log.`,
  disk: `The disk is nearly full, so nothing is moved into the database. ${kept} Free some space.`,
};

function notReady(sentence: string, cause?: unknown): HooklineError {
  return new HooklineError("storage_unavailable", sentence, { cause });
}

/**
 * Throws storage_unavailable, with the reason, unless a receiver can write to its disk, the
 * database answers a read in time, and the drain makes progress. Writes nothing.
 */
export async function requireReady(parts: Parts, timeoutMs: number): Promise<void> {
  const { alive, failingSince } = parts.receivers.reports();
  if (alive === 0) throw notReady("No receiver has been heard of for some seconds. Check the log.");
  if (failingSince !== null) {
    throw notReady("What Kazoo sends can't be written to disk. Check the disk of DATA_DIR.");
  }
  const { paused, lastError } = parts.drain.status();
  if (paused !== null) throw notReady(pauses[paused]);
  if (lastError !== null) {
    const cause = new Error(lastError);
    throw notReady(`What was received can't be moved into the database. ${kept}`, cause);
  }
  const silent = `The database does not answer. ${kept} Check the database and the log.`;
  const read = await withPatience(parts.eventStore.horizon(), timeoutMs).catch((cause: unknown) => {
    throw notReady(silent, cause);
  });
  if (read !== undefined) return;
  throw notReady(silent, new Error(`The database did not answer within ${timeoutMs} ms.`));
}
