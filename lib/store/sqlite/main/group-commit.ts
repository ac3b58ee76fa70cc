import { HooklineError } from "@/lib/domain/hookline-error";
import { type CommitQueue, type CommitResult, createCommitQueue } from "../../events/commit-queue";
import type { AppendResult, EventBatch, EventBatchRow } from "../protocol";
import type { DatabaseThread } from "./database-thread";

const mostBytesPerCommit = 16 * 1024 * 1024;
/** One that is written and one that is written next: the writer never waits for this thread. */
const mostInFlight = 2;

export interface PendingEvent {
  readonly row: EventBatchRow;
  readonly body: Uint8Array;
  /** As pendingBytes says. */
  readonly bytes: number;
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

/** A row that could not be written, alone; the others of its group were. */
function toResult(result: AppendResult): CommitResult {
  if (typeof result === "number") return result;
  const cause = Object.assign(new Error(result.message), { code: result.code });
  return new HooklineError("storage_unavailable", "This event can't be stored.", { cause });
}

/** Commits in the writer's thread, which does so in the order in which it is asked. */
export function createGroupCommit(
  writer: DatabaseThread,
  onCommit: (lastSequence: number, bytes: number) => void,
): CommitQueue<PendingEvent> {
  async function commit(events: readonly PendingEvent[]): Promise<readonly CommitResult[]> {
    const batch = toBatch(events);
    const bytes = events.reduce((sum, event) => sum + event.bytes, 0);
    const answer = await writer.run({ kind: "append", batch });
    if (answer.kind !== "appended") throw new Error(`Unexpected answer ${answer.kind}.`);
    const written = answer.results.filter((result) => typeof result === "number");
    onCommit(Math.max(0, ...written), bytes);
    return answer.results.map(toResult);
  }
  return createCommitQueue({ commit, mostBytesPerCommit, mostInFlight });
}
