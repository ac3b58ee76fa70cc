import { HooklineError } from "@/lib/domain/hookline-error";

const mostRowsPerCommit = 500;
const mostBytesPerCommit = 8 * 1024 * 1024;
const mostQueuedBytes = 256 * 1024 * 1024;
// What a queued event costs beside its body, roughly.
const rowBytes = 2_000;

interface Queued<Row> {
  readonly row: Row;
  resolve(sequence: number): void;
  reject(cause: unknown): void;
}

export interface CommitQueue<Row> {
  /** Resolves with the sequence, in commit order. */
  append(row: Row): Promise<number>;
  /** Refuses further events and resolves once all that were given are written. */
  end(): Promise<void>;
}

function refusal(message: string): HooklineError {
  return new HooklineError("storage_unavailable", message, { retryAfterSeconds: 5 });
}

/** Whether PostgreSQL objects to what a row holds: class 22, 23 or 54, not to being asked just now. */
function isOfOneRow(cause: unknown): boolean {
  const reason = cause instanceof HooklineError ? cause.cause : cause;
  const code = reason instanceof Error && "code" in reason ? String(reason.code) : "";
  return /^(22|23|54)...$/.test(code);
}

/**
 * Commits in groups, one after the other: whatever is queued while one runs goes into the next, so
 * round trip and fsync are shared. Beyond 256 MiB an event is refused with HooklineError
 * "storage_unavailable". A group that fails for what one row holds is halved until only that
 * row is refused.
 */
export function createCommitQueue<Row extends { readonly body: Uint8Array }>(
  commit: (rows: readonly Row[]) => Promise<readonly number[]>,
): CommitQueue<Row> {
  let queue: Queued<Row>[] = [];
  let queuedBytes = 0;
  let draining: Promise<void> | null = null;
  let ended = false;

  function takeGroup(): Queued<Row>[] {
    let count = 0;
    let bytes = 0;
    for (const { row } of queue) {
      if (count === mostRowsPerCommit || (count > 0 && bytes > mostBytesPerCommit)) break;
      bytes += row.body.byteLength + rowBytes;
      count += 1;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    queuedBytes -= bytes;
    return group;
  }

  async function commitGroup(group: readonly Queued<Row>[]): Promise<void> {
    try {
      const sequences = await commit(group.map(({ row }) => row));
      for (const [index, event] of group.entries()) {
        const sequence = sequences[index];
        if (sequence === undefined) event.reject(refusal("An event was given no sequence."));
        else event.resolve(sequence);
      }
    } catch (cause) {
      if (group.length > 1 && isOfOneRow(cause)) {
        const half = Math.ceil(group.length / 2);
        await commitGroup(group.slice(0, half));
        await commitGroup(group.slice(half));
      } else for (const { reject } of group) reject(cause);
    }
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) await commitGroup(takeGroup());
    draining = null;
  }

  return {
    append: (row) =>
      new Promise((resolve, reject) => {
        const bytes = row.body.byteLength + rowBytes;
        if (ended) {
          reject(refusal("Hookline is stopping."));
        } else if (queuedBytes + bytes > mostQueuedBytes) {
          reject(refusal("Events arrive faster than they can be stored."));
        } else {
          queuedBytes += bytes;
          queue.push({ row, resolve, reject });
          draining ??= drain();
        }
      }),
    async end() {
      ended = true;
      await draining;
    },
  };
}
