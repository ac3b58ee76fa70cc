import { Connection } from "./connection";
import type { HttpAnswer } from "./http-answer";
import type { RequestTarget } from "./request-target";

// A busy connection takes five more requests, which wait there for its answers.
const MAX_WAITING = 5;

/**
 * Kept connections per receiver, used as Erlang's HTTP client uses them
 * (docs/kazoo.md#order-and-connections).
 */
export interface ConnectionPool {
  /** Rejects with the socket's error; aborting leaves the receiver to itself. */
  send(target: RequestTarget, bytes: string, signal: AbortSignal): Promise<HttpAnswer>;
  close(): void;
}

export function createConnectionPool(connectTimeoutMs: number): ConnectionPool {
  const pools = new Map<string, Set<Connection>>();

  function choose(target: RequestTarget): Connection {
    const key = `${target.protocol}//${target.hostname}:${target.port}`;
    const connections = pools.get(key) ?? new Set<Connection>();
    pools.set(key, connections);
    let best: Connection | undefined;
    for (const connection of connections) {
      if (!connection.isOpen || !connection.isAvailable || connection.load > MAX_WAITING) continue;
      if (!best || connection.load < best.load) best = connection;
      if (best.load === 0) break;
    }
    if (best) return best;
    const created = new Connection(target, connectTimeoutMs, (leftover) => {
      connections.delete(created);
      if (connections.size === 0 && pools.get(key) === connections) pools.delete(key);
      for (const request of leftover) choose(target).send(request);
    });
    connections.add(created);
    return created;
  }

  return {
    send: (target, bytes, signal) =>
      new Promise((resolve, reject) => {
        const onAbort = () => reject(new Error("aborted"));
        const settle = () => signal.removeEventListener("abort", onAbort);
        signal.addEventListener("abort", onAbort, { once: true });
        choose(target).send({
          bytes,
          resolve(answer) {
            settle();
            resolve(answer);
          },
          reject(error) {
            settle();
            reject(error);
          },
        });
      }),
    close() {
      for (const connections of pools.values()) {
        for (const connection of connections) connection.close();
      }
      pools.clear();
    },
  };
}
