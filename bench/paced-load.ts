import { connect, type Socket } from "node:net";
import pLimit from "p-limit";
import { kazooPost } from "./post-load";

export interface PacedResult {
  readonly answered: number;
  readonly failed: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

interface Pace {
  readonly port: number;
  readonly path: string;
  readonly perSecond: number;
  readonly seconds: number;
  /** False: a connection for each delivery. */
  readonly keepAlive: boolean;
}

/** Maximum of open requests. Further ones wait here, as they wait for Kazoo's workers. */
const maxConnections = 128;

function isOk(answer: Buffer): boolean {
  return answer.toString("latin1", 9, 12) === "200";
}

/**
 * Posts at a steady pace that does not depend on the answers. A delivery's time counts from the
 * moment it was due; one that isn't answered within 30 s has failed.
 */
export async function pacedLoad({
  port,
  path,
  perSecond,
  seconds,
  keepAlive,
}: Pace): Promise<PacedResult> {
  const idle: Socket[] = [];
  const limit = pLimit(maxConnections);
  const latencies: number[] = [];
  let failed = 0;

  function deliver(dueAt: number): Promise<void> {
    return new Promise((resolve) => {
      const known = keepAlive ? idle.pop() : undefined;
      const socket = known ?? connect({ port, host: "127.0.0.1", noDelay: true });
      const timer = setTimeout(() => socket.destroy(), 30_000);
      function settle(ok: boolean): void {
        clearTimeout(timer);
        socket.removeAllListeners();
        socket.on("error", () => {});
        if (ok) latencies.push(performance.now() - dueAt);
        else failed += 1;
        if (ok && keepAlive) idle.push(socket);
        else socket.destroy();
        resolve();
      }
      socket.on("error", () => settle(false));
      socket.on("close", () => settle(false));
      socket.on("data", (chunk: Buffer) => settle(isOk(chunk)));
      const post = kazooPost(port, path, keepAlive ? "keep-alive" : "close");
      if (known) socket.write(post);
      else socket.on("connect", () => socket.write(post));
    });
  }

  const startedAt = performance.now();
  const deliveries: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const dueAt = startedAt + (n * 1_000) / perSecond;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    deliveries.push(limit(() => deliver(dueAt)));
  }
  await Promise.all(deliveries);
  for (const socket of idle) socket.destroy();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor((latencies.length - 1) * share)] ?? 0;
  return { answered: latencies.length, failed, p50Ms: at(0.5), p99Ms: at(0.99), maxMs: at(1) };
}
