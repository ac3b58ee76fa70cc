import { HooklineError } from "@/lib/domain/hookline-error";
import type { DatabaseThread } from "./database-thread";
import type { AppendResult, EventBatch, EventBatchRow } from "./protocol";

const mostRowsPerCommit = 500;
const mostBytesPerCommit = 16 * 1024 * 1024;
/** As many as share the cost of a commit well; who waits for more only waits. */
const worthwhileRows = 16;
/** One that is written and one that is written next: the writer never waits for this thread. */
const mostInFlight = 2;
const mostQueuedBytes = 256 * 1024 * 1024;
// What a queued event costs beside its body, roughly.
const rowBytes = 2_000;

export interface PendingEvent {
  readonly row: EventBatchRow;
  readonly body: Uint8Array;
}

interface QueuedEvent extends PendingEvent {
  resolve(sequence: number): void;
  reject(cause: unknown): void;
}

function refusal(message: string): HooklineError {
  return new HooklineError("storage_unavailable", message, { retryAfterSeconds: 5 });
}

/** The event itself could not be written; the others of its group were. */
function rowRefusal(result: Exclude<AppendResult, number> | undefined): HooklineError {
  const cause = Object.assign(new Error(result?.message ?? "No result."), { code: result?.code });
  return new HooklineError("storage_unavailable", "This event can't be stored.", { cause });
}

function sizeOf(events: readonly PendingEvent[]): number {
  return events.reduce((sum, { body }) => sum + body.byteLength + rowBytes, 0);
}

/** Copies the bodies into one buffer of their own, which then moves to the writer uncopied. */
function toBatch(events: readonly PendingEvent[]): EventBatch {
  const bodies = new Uint8Array(events.reduce((sum, { body }) => sum + body.byteLength, 0));
  let at = 0;
  for (const { body } of events) {
    bodies.set(body, at);
    at += body.byteLength;
  }
  return { rows: events.map(({ row }) => row), bodies };
}

export interface GroupCommit {
  /** Resolves with the sequence, in commit order. */
  append(event: PendingEvent): Promise<number>;
  /** Refuses further events and resolves once all that were given are written. */
  end(): Promise<void>;
}

/**
 * Commits in groups, so that the fsync is shared by all who wait: whatever comes in one turn of the
 * event loop, or while the writer has two groups to write. The queue is bounded: beyond 256 MiB an event is refused with
 * HooklineError "storage_unavailable".
 */
export function createGroupCommit(
  writer: DatabaseThread,
  onCommit: (lastSequence: number, bytes: number) => void,
): GroupCommit {
  let queue: QueuedEvent[] = [];
  let queuedBytes = 0;
  let inFlight = 0;
  let turnEnd: NodeJS.Immediate | null = null;
  let idle: (() => void) | null = null;
  let lastSequence = 0;
  let ended = false;

  function takeGroup(): QueuedEvent[] {
    let count = 0;
    let bytes = 0;
    for (const { body } of queue) {
      if (count === mostRowsPerCommit || (count > 0 && bytes > mostBytesPerCommit)) break;
      bytes += body.byteLength + rowBytes;
      count += 1;
    }
    const group = queue.slice(0, count);
    queue = queue.slice(count);
    queuedBytes -= bytes;
    return group;
  }

  async function commit(group: readonly QueuedEvent[]): Promise<void> {
    try {
      const answer = await writer.run({ kind: "append", batch: toBatch(group) });
      if (answer.kind !== "appended") throw new Error(`Unexpected answer ${answer.kind}.`);
      for (const [index, event] of group.entries()) {
        const result = answer.results[index];
        if (typeof result === "number") {
          lastSequence = Math.max(lastSequence, result);
          event.resolve(result);
        } else event.reject(rowRefusal(result));
      }
      onCommit(lastSequence, sizeOf(group));
    } catch (cause) {
      for (const { reject } of group) reject(cause);
    }
  }

  function send(): void {
    if (turnEnd) clearImmediate(turnEnd);
    turnEnd = null;
    while (queue.length > 0 && inFlight < mostInFlight) {
      inFlight += 1;
      void commit(takeGroup()).then(() => {
        inFlight -= 1;
        if (queue.length > 0) wake();
        else if (inFlight === 0) idle?.();
      });
    }
  }

  /** Waits for the end of the turn, in which more may come, unless there is enough for a group. */
  function wake(): void {
    if (inFlight >= mostInFlight) return;
    if (queue.length >= worthwhileRows) send();
    else turnEnd ??= setImmediate(send);
  }

  return {
    append: (event) =>
      new Promise((resolve, reject) => {
        const bytes = event.body.byteLength + rowBytes;
        if (ended) {
          reject(refusal("Hookline is stopping."));
        } else if (queuedBytes + bytes > mostQueuedBytes) {
          reject(refusal("Events arrive faster than they can be stored."));
        } else {
          queuedBytes += bytes;
          queue.push({ ...event, resolve, reject });
          wake();
        }
      }),
    async end() {
      ended = true;
      if (inFlight === 0 && queue.length === 0) return;
      await new Promise<void>((resolve) => {
        idle = resolve;
      });
    },
  };
}
