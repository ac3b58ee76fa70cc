import { Worker } from "node:worker_threads";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { WorkerAnswer, WorkerReply, WorkerSettings, WorkerTask } from "./protocol";

/** One connection in a thread of its own. Tasks run in the order in which they are given. */
export interface DatabaseThread {
  /** Rejects with HooklineError "storage_unavailable" when the task or the thread fails. */
  run(task: WorkerTask): Promise<WorkerAnswer>;
  /** Tasks given and not yet answered. */
  readonly pending: number;
  /** Runs what was given before, then ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: WorkerAnswer): void;
  reject(cause: Error): void;
}

function unavailable(cause: unknown): HooklineError {
  const message = "The event store can't be reached just now. Try again in a moment.";
  return new HooklineError("storage_unavailable", message, { retryAfterSeconds: 5, cause });
}

/** Resolves once the connection is open, and the schema up to date where it is the writer's. */
export function startDatabaseThread(
  workerFile: string | URL,
  settings: WorkerSettings,
): Promise<DatabaseThread> {
  const worker = new Worker(workerFile, { workerData: settings, name: `sqlite-${settings.role}` });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let failure: Error | null = null;

  function fail(cause: Error): void {
    failure ??= cause;
    for (const { reject } of waiting.values()) reject(unavailable(cause));
    waiting.clear();
  }

  const thread: DatabaseThread = {
    get pending() {
      return waiting.size;
    },
    run(task) {
      if (failure) return Promise.reject(unavailable(failure));
      lastId += 1;
      const id = lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        const bodies = task.kind === "append" ? [task.batch.bodies.buffer] : [];
        worker.postMessage({ id, task }, bodies);
      });
    },
    async close() {
      if (failure) return;
      const ended = new Promise((resolve) => worker.once("exit", resolve));
      await thread.run({ kind: "close" });
      await ended;
    },
  };

  function settle(reply: WorkerReply & { readonly id: number }): void {
    const task = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === "answer") task?.resolve(reply.answer);
    else if (reply.kind === "failure") {
      task?.reject(unavailable(Object.assign(new Error(reply.message), { code: reply.code })));
    }
  }

  return new Promise((resolve, reject) => {
    worker.on("message", (reply: WorkerReply) => {
      if (reply.kind === "ready") resolve(thread);
      else if (reply.kind === "unusable") reject(new Error(reply.message));
      else settle(reply);
    });
    worker.on("error", (cause) => {
      fail(cause);
      reject(cause);
    });
    worker.on("exit", () => {
      const cause = new Error(`The database thread (${settings.role}) has ended.`);
      fail(cause);
      reject(cause);
    });
  });
}
