import type { Server } from "node:http";
import type { Logger } from "@/lib/config/logger";

interface Stopping {
  readonly server: Server;
  readonly logger: Logger;
  readonly timeoutMs: number;
  readonly beginStop: () => void;
  readonly close: () => Promise<void>;
}

const idleCheckMs = 50;

/** Resolves when the last connection is gone; cuts what is still open after the timeout. */
async function drain({ server, timeoutMs, logger }: Stopping): Promise<void> {
  // Kazoo keeps connections alive, so each one must be closed once its answer is out.
  const closeIdle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
  const cut = setTimeout(() => {
    logger.warn("requests still in flight were cut off");
    server.closeAllConnections();
  }, timeoutMs);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(closeIdle);
  clearTimeout(cut);
}

/** On SIGTERM or SIGINT: stop accepting, finish what is in flight, flush and close, exit 0. */
export function stopGracefully(stopping: Stopping): void {
  let begun = false;
  async function stop(signal: string): Promise<void> {
    if (begun) return;
    begun = true;
    stopping.logger.info({ signal }, "stopping");
    stopping.beginStop();
    await drain(stopping);
    await stopping.close();
    stopping.logger.info("stopped");
    process.exit(0);
  }
  for (const signal of ["SIGTERM", "SIGINT"]) {
    process.on(signal, () => {
      stop(signal).catch((cause: unknown) => {
        stopping.logger.fatal({ err: cause }, "stop failed");
        process.exit(1);
      });
    });
  }
}
