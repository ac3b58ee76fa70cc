import { HooklineError } from "@/lib/domain/hookline-error";

const mostRowsPerCommit = 500;
const mostQueuedBytes = 256 * 1024 * 1024;
/** As many as share the cost of a commit well; who waits for more only waits. */
const worthwhileRows = 16;

/** What became of one row: its sequence, or why it alone could not be written. */
export type CommitResult = number | HooklineError;

export interface CommitQueueOptions<Row> {
  /** Writes rows in one commit. Gives the results in their order; rejects when nothing was written. */
  readonly commit: (rows: readonly Row[]) => Promise<readonly CommitResult[]>;
  readonly mostBytesPerCommit: number;
  /** Commits given at a time. More than one only where they are done in the order given. */
  readonly mostInFlight: number;
}

export interface CommitQueue<Row> {
  /** Resolves with the sequence, in commit order. */
  append(row: Row): Promise<number>;
  /** What has not been given to a commit yet. */
  waiting(): { readonly events: number; readonly bytes: number };
  /** Refuses further events and resolves once all that were given are written. */
  end(): Promise<void>;
}

interface Queued<Row> {
  readonly row: Row;
  resolve(sequence: number): void;
  reject(cause: unknown): void;
}

function refusal(message: string): HooklineError {
  return new HooklineError("storage_unavailable", message, { retryAfterSeconds: 5 });
}

/**
 * Commits in groups, so that round trip and fsync are shared by all who wait: whatever comes in one
 * turn of the event loop, or while as many commits run as may. The queue is bounded: beyond 256 MiB
 * an event is refused with HooklineError "storage_unavailable".
 */
export function createCommitQueue<Row extends { readonly bytes: number }>(
  options: CommitQueueOptions<Row>,
): CommitQueue<Row> {
  const { commit, mostBytesPerCommit, mostInFlight } = options;
  let queue: Queued<Row>[] = [];
  let queuedBytes = 0;
  let inFlight = 0;
  let turnEnd: NodeJS.Immediate | null = null;
  let ended = false;
  let setIdle = (): void => {};
  const idle = new Promise<void>((resolve) => {
    setIdle = resolve;
  });

  function takeGroup(): Queued<Row>[] {
    let count = 0;
    let bytes = 0;
    for (const { row } of queue) {
      if (count === mostRowsPerCommit || (count > 0 && bytes > mostBytesPerCommit)) break;
      bytes += row.bytes;
      count += 1;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    queuedBytes -= bytes;
    return group;
  }

  async function commitGroup(group: readonly Queued<Row>[]): Promise<void> {
    try {
      const results = await commit(group.map(({ row }) => row));
      for (const [index, event] of group.entries()) {
        const result = results[index];
        if (typeof result === "number") event.resolve(result);
        else event.reject(result ?? refusal("An event was given no sequence."));
      }
    } catch (cause) {
      for (const { reject } of group) reject(cause);
    }
    inFlight -= 1;
    if (queue.length > 0) wake();
    else if (ended && inFlight === 0) setIdle();
  }

  function send(): void {
    if (turnEnd) clearImmediate(turnEnd);
    turnEnd = null;
    while (queue.length > 0 && inFlight < mostInFlight) {
      inFlight += 1;
      void commitGroup(takeGroup());
    }
  }

  /** Waits for the end of the turn, in which more may come, unless there is enough for a group. */
  function wake(): void {
    if (inFlight >= mostInFlight) return;
    if (queue.length >= worthwhileRows) send();
    else turnEnd ??= setImmediate(send);
  }

  return {
    append: (row) =>
      new Promise((resolve, reject) => {
        const { bytes } = row;
        if (ended) {
          reject(refusal("Hookline is stopping."));
        } else if (queuedBytes + bytes > mostQueuedBytes) {
          reject(refusal("Events arrive faster than they can be stored."));
        } else {
          queuedBytes += bytes;
          queue.push({ row, resolve, reject });
          wake();
        }
      }),
    waiting: () => ({ events: queue.length, bytes: queuedBytes }),
    end() {
      ended = true;
      if (inFlight === 0 && queue.length === 0) setIdle();
      return idle;
    },
  };
}
