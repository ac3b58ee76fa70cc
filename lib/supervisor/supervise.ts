import type { PlainLogger } from "@/lib/config/plain-logger";
import type { Child } from "./child";
import { createKeeper, type Keeper } from "./keeper";

export interface SupervisedPrograms {
  readonly receiver: () => Child;
  readonly console: () => Child;
}

export interface Supervisor {
  /** Takes what is built and set now, with the port open all the time. One at a time. */
  reload(): void;
  /** Ends everything, in order and within the time. */
  stop(): void;
  /** Ends everything at once. */
  stopNow(): void;
  /** Why the programs can't run; null when they were asked to stop. */
  readonly done: Promise<string | null>;
}

interface Parts {
  readonly programs: SupervisedPrograms;
  readonly shutdownTimeoutMs: number;
  readonly logger: PlainLogger;
  /** Called before the programs are replaced. */
  readonly beforeReload: () => Promise<void>;
  /** False where descriptors can't be handed on: two receivers can't share the port. */
  readonly sharesPort: boolean;
}

const consoleReadyMs = 60_000;
const receiverReadyMs = 10_000;
/** The receiver's part of a stop. */
const receiverStopMs = 2_500;
/** The console is started beside a receiver that takes longer than this. */
const headStartMs = 1_000;

// A full queue of connections costs failed attempts, so a receiver is never waited for.
const receiverPace = { firstDelayMs: 10, maxDelayMs: 800, steadyMs: 5_000 };
const consolePace = { firstDelayMs: 100, maxDelayMs: 5_000, steadyMs: 30_000 };

export function supervise(parts: Parts): Supervisor {
  const { programs, logger, shutdownTimeoutMs } = parts;
  let stopping = false;
  let reloading = false;
  let reloadAgain = false;
  let finish: (reason: string | null) => void = () => {};
  const done = new Promise<string | null>((resolve) => {
    finish = resolve;
  });

  function keeper(name: string, start: () => Child, pace: typeof consolePace): Keeper {
    const onUnusable = (message: string) => {
      stop(message || `The ${name} can't run.`);
    };
    return createKeeper({ name, start, ...pace, logger, onUnusable });
  }
  const receivers = keeper("receiver", programs.receiver, receiverPace);
  const consoles = keeper("console", programs.console, consolePace);

  /** The console first, so that deliveries are taken until the end. */
  async function stopBoth(): Promise<void> {
    const receiverMs = Math.min(receiverStopMs, shutdownTimeoutMs / 2);
    await consoles.stop(shutdownTimeoutMs - receiverMs);
    await receivers.stop(receiverMs);
  }

  function stop(reason: string | null): void {
    if (stopping) return;
    stopping = true;
    logger.info({}, "stopping");
    stopBoth()
      .then(() => {
        logger.info({}, "stopped");
        finish(reason);
      })
      .catch(() => finish(reason));
  }

  async function replaceBoth(): Promise<void> {
    do {
      reloadAgain = false;
      await parts.beforeReload();
      // The console is replaced first, so that the spool's reader is never older than its writer.
      await consoles.replaceOldFirst({ stopMs: shutdownTimeoutMs, readyMs: consoleReadyMs });
      if (stopping) return;
      if (parts.sharesPort) await receivers.replaceNewFirst({ readyMs: receiverReadyMs });
      else await receivers.replaceOldFirst({ stopMs: receiverStopMs, readyMs: receiverReadyMs });
      logger.info({}, "replaced");
    } while (reloadAgain && !stopping);
  }

  const receiver = receivers.start();
  let consoleStarted = false;
  function startConsole(): void {
    if (consoleStarted || stopping) return;
    consoleStarted = true;
    consoles.start();
  }
  // The two would share a core in the moments that count.
  receiver.ready.then(startConsole).catch(() => {});
  setTimeout(startConsole, headStartMs).unref();

  return {
    done,
    stop: () => stop(null),
    stopNow() {
      stopping = true;
      consoles.killAll();
      receivers.killAll();
      finish(null);
    },
    reload() {
      if (stopping) return;
      reloadAgain = true;
      if (reloading) return;
      reloading = true;
      logger.info({}, "replacing both programs");
      replaceBoth()
        .catch((cause: unknown) => logger.error({ err: cause }, "replacing failed"))
        .finally(() => {
          reloading = false;
        });
    },
  };
}
