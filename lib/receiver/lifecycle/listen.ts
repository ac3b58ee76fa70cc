import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

/** 200 deliveries a second fill Node's default of 511 in less time than a restart may take. */
const backlog = 4096;
const retryMs = 100;

export interface ListenSettings {
  readonly listenFd: number | null;
  readonly host: string;
  readonly port: number;
  /** How long a port that is taken is tried again: the receiver before may be about to end. */
  readonly takenTimeoutMs?: number;
}

function listenOnce(server: Server, { listenFd, host, port }: ListenSettings): Promise<void> {
  return new Promise((resolve, reject) => {
    function settle(cause: Error | null): void {
      server.off("error", settle);
      server.off("listening", succeed);
      if (cause) reject(cause);
      else resolve();
    }
    const succeed = (): void => settle(null);
    server.on("error", settle);
    server.on("listening", succeed);
    // As an option of an fd, Node 20 ignores the backlog.
    if (listenFd !== null) server.listen({ fd: listenFd }, backlog);
    else server.listen(port, host, backlog);
  });
}

function isTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
}

/** Listens on the port that was handed on, else opens one. */
export async function listen(server: Server, settings: ListenSettings): Promise<void> {
  const deadline = performance.now() + (settings.takenTimeoutMs ?? 10_000);
  for (;;) {
    try {
      return await listenOnce(server, settings);
    } catch (cause) {
      if (!isTaken(cause) || performance.now() > deadline) throw cause;
      await pause(retryMs);
    }
  }
}
