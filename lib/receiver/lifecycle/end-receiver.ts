import type { Server } from "node:http";
import { Server as NetServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Kazoo's HTTP client drops idle connections after 120 s. */
const retiredMs = 150_000;
/** While connections hear that they end and new ones are still taken. */
const maxFarewellMs = 1_000;
const maxLastAnswersMs = 1_000;

export interface EndParts {
  readonly server: Server;
  /** From now on each answer is its connection's last. */
  readonly endConnections: () => void;
  /** Closes the connections that pages were asked for on. */
  readonly endPages: () => void;
  /** Nothing that waits for the console will hear of it. */
  readonly endWaiting: () => void;
  /** Deliveries between their head and their answer. */
  readonly underWay: () => number;
}

/** http.Server's own close would end idle connections, just as Kazoo may be writing on one. */
function closePort(server: Server): void {
  NetServer.prototype.close.call(server);
}

function connectionsOf(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.getConnections((_cause, count) => resolve(count ?? 0));
  });
}

async function until(
  isSo: () => boolean | Promise<boolean>,
  timeoutMs: number,
  pollMs = 10,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isSo()) && performance.now() < deadline) await pause(pollMs);
}

/**
 * Another receiver has taken over the port. Resolves when Kazoo has let go of its connections here,
 * or is given up.
 */
export async function retire(parts: EndParts): Promise<void> {
  const { server, endConnections, endPages } = parts;
  endConnections();
  closePort(server);
  endPages();
  await until(async () => (await connectionsOf(server)) === 0, retiredMs, 100);
}

/**
 * Ends within the time. The port stays open while connections are told that they end: a refused
 * connection is a failed attempt. Each idle connection that ends by itself is one less that is
 * closed while Kazoo writes on it.
 */
export async function stop(parts: EndParts, timeoutMs: number): Promise<void> {
  const { server, endConnections, endPages, endWaiting, underWay } = parts;
  endConnections();
  endPages();
  endWaiting();
  const hasNone = async () => (await connectionsOf(server)) === 0;
  await until(hasNone, Math.min(maxFarewellMs, timeoutMs * 0.4));
  closePort(server);
  await until(() => underWay() === 0, Math.min(maxLastAnswersMs, timeoutMs * 0.4));
}
