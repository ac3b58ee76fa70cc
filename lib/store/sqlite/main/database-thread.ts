import { Worker } from "node:worker_threads";
import type { Logger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { WorkerAnswer, WorkerReply, WorkerSettings, WorkerTask } from "../protocol";

const firstRestartMs = 100;
const longestRestartMs = 5_000;

/** One connection in a thread of its own. Tasks run in the order in which they are given. */
export interface DatabaseThread {
  /** Rejects with HooklineError "storage_unavailable" when the task or the thread fails. */
  run(task: WorkerTask): Promise<WorkerAnswer>;
  /** Tasks given and not yet answered. */
  readonly pending: number;
  /** Runs what was given before, then ends the thread. */
  close(): Promise<void>;
}

export interface DatabaseThreadOptions<Extra, Told> {
  /** The bundled module that the thread runs. */
  readonly workerFile: string | URL;
  readonly settings: WorkerSettings<Extra>;
  readonly logger: Logger;
  /** Told of what is written in the thread itself: the newest event, and about how many bytes. */
  readonly onCommitted?: ((lastSequence: number, bytes: number) => void) | undefined;
  readonly onTold?: ((told: Told) => void) | undefined;
}

interface Waiting {
  resolve(answer: WorkerAnswer): void;
  reject(cause: Error): void;
}

function unavailable(cause: unknown): HooklineError {
  const message = "The event store can't be reached just now. Try again in a moment.";
  return new HooklineError("storage_unavailable", message, { retryAfterSeconds: 5, cause });
}

/**
 * Resolves once the connection is open, and the schema up to date where it is the writer's; rejects
 * when that fails. A thread that dies later is restarted until it comes up; requests made meanwhile
 * are rejected.
 */
export function startDatabaseThread<Extra, Told>(
  options: DatabaseThreadOptions<Extra, Told>,
): Promise<DatabaseThread> {
  const { workerFile, settings, logger, onCommitted, onTold } = options;
  const { role } = settings;
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let lastId = 0;
  let failure: Error | null = null;
  let closing = false;
  let restart: NodeJS.Timeout | undefined;
  let restartMs = firstRestartMs;

  function fail(cause: Error): void {
    failure ??= cause;
    for (const { reject } of waiting.values()) reject(unavailable(cause));
    waiting.clear();
  }

  function take(id: number): Waiting | undefined {
    const task = waiting.get(id);
    waiting.delete(id);
    return task;
  }

  function settle(reply: WorkerReply<Told>): void {
    switch (reply.kind) {
      case "answer":
        take(reply.id)?.resolve(reply.answer);
        break;
      case "failure": {
        const { message, code } = reply;
        take(reply.id)?.reject(unavailable(Object.assign(new Error(message), { code })));
        break;
      }
      case "committed":
        onCommitted?.(reply.lastSequence, reply.bytes);
        break;
      case "told":
        onTold?.(reply.told);
        break;
    }
  }

  function startAgain(): void {
    const err = failure;
    logger.error({ err, role, restartMs }, "database thread ended, starting it again");
    restart = setTimeout(() => {
      start().then(() => {
        failure = null;
        restartMs = firstRestartMs;
      }, startAgain);
    }, restartMs);
    restartMs = Math.min(restartMs * 2, longestRestartMs);
  }

  /** Resolves when the thread is ready; rejects, with the thread gone, when it never gets so far. */
  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const own = new Worker(workerFile, { workerData: settings, name: `sqlite-${role}` });
      let ready = false;
      let reason: Error | null = null;
      own.on("message", (reply: WorkerReply<Told>) => {
        if (reply.kind === "ready") {
          ready = true;
          worker = own;
          resolve();
        } else if (reply.kind === "unusable") reason = new Error(reply.message);
        else settle(reply);
      });
      own.on("error", (cause) => {
        reason = cause;
      });
      own.on("exit", () => {
        const cause = reason ?? new Error(`The database thread (${role}) has ended.`);
        fail(cause);
        if (!ready) reject(cause);
        else if (!closing) startAgain();
      });
    });
  }

  function send(task: WorkerTask): Promise<WorkerAnswer> {
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      if (!worker) {
        reject(unavailable(failure));
        return;
      }
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, task });
    });
  }

  const thread: DatabaseThread = {
    get pending() {
      return waiting.size;
    },
    run(task) {
      if (failure || closing) return Promise.reject(unavailable(failure));
      return send(task);
    },
    async close() {
      if (closing) return;
      closing = true;
      clearTimeout(restart);
      if (failure || !worker) return;
      const ended = new Promise((resolve) => worker?.once("exit", resolve));
      await send({ kind: "close" });
      await ended;
    },
  };
  return start().then(() => thread);
}
