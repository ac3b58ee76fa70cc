import { Worker } from "node:worker_threads";
import type { Logger } from "@/lib/config/logger";
import { type CompanionReply, type CompanionSettings, closeCompanion } from "./protocol";

const firstRestartMs = 100;
const longestRestartMs = 5_000;
/** The database rolls back what is cut off then. */
const closeTimeoutMs = 5_000;

export interface CompanionThreadOptions<Extra, Told> {
  /** The bundled module that the thread runs. */
  readonly workerFile: string | URL;
  readonly settings: CompanionSettings<Extra>;
  readonly logger: Logger;
  readonly onTold: (told: Told) => void;
}

export interface CompanionThread {
  /** Ends it, once nothing is under way. */
  close(): Promise<void>;
}

/**
 * A thread beside the store, with its own connections. Resolves once it runs, even without a
 * database; rejects when it can't run at all. If it dies later it is started again.
 */
export async function startCompanionThread<Extra, Told>(
  options: CompanionThreadOptions<Extra, Told>,
): Promise<CompanionThread> {
  const { workerFile, settings, logger, onTold } = options;
  let worker: Worker | null = null;
  let closing = false;
  let restart: NodeJS.Timeout | undefined;
  let restartMs = firstRestartMs;

  function startAgain(cause: unknown): void {
    worker = null;
    if (closing) return;
    logger.error({ err: cause, restartMs }, "the drain's thread ended, starting it again");
    restart = setTimeout(() => start().catch(startAgain), restartMs);
    restartMs = Math.min(restartMs * 2, longestRestartMs);
  }

  /** Resolves when the thread is ready; rejects, with the thread gone, when it never gets so far. */
  function start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const own = new Worker(workerFile, { workerData: settings, name: "postgres-drain" });
      let ready = false;
      let reason: unknown = new Error("The thread has ended.");
      worker = own;
      own.on("message", (reply: CompanionReply<Told>) => {
        if (reply.kind === "told") {
          restartMs = firstRestartMs;
          onTold(reply.told);
        } else {
          ready = true;
          resolve();
        }
      });
      own.on("error", (cause) => {
        reason = cause;
      });
      own.on("exit", () => {
        if (ready) startAgain(reason);
        else reject(reason);
      });
    });
  }

  await start();
  return {
    async close() {
      closing = true;
      clearTimeout(restart);
      const own = worker;
      if (!own) return;
      const ended = new Promise((resolve) => own.once("exit", resolve));
      const timer = setTimeout(() => void own.terminate(), closeTimeoutMs);
      own.postMessage(closeCompanion);
      await ended;
      clearTimeout(timer);
    },
  };
}
