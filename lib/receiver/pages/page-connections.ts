import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

export interface PageConnections {
  /** Counts the connection and its answer; false when there are too many at work already. */
  begin(socket: Socket, response: ServerResponse): boolean;
  /** The answer is an event stream: it ends when somebody ends it. */
  markStream(response: ServerResponse): void;
  count(): number;
  /**
   * Closes idle connections and streams at once, the others after their answer, and all that are
   * left after the grace period.
   */
  endAll(graceMs: number): void;
}

interface PageConnection {
  readonly answers: Set<ServerResponse>;
  /** How many bytes the client had read at the last look for room, and since when. */
  takenBytes: number;
  takenAt: number;
}

/** No browser sends this many requests ahead of their answers. */
const maxPipelined = 16;

export interface ConnectionLimits {
  readonly connections: number;
  /** A client that reads nothing of its answer for this long is closed when room is needed. */
  readonly stalledMs: number;
}

/**
 * The connections that pages were asked for on. `delivers` tells which of them carried a delivery
 * as well, as a proxy's do: closing one just as a delivery is written on it would lose that.
 */
export function createPageConnections(
  { connections: limit, stalledMs }: ConnectionLimits,
  delivers: (socket: Socket) => boolean,
): PageConnections {
  // In the order in which they fell idle.
  const connections = new Map<Socket, PageConnection>();
  const streams = new WeakSet<ServerResponse>();
  let ending = false;

  function closeIdle(socket: Socket): void {
    connections.delete(socket);
    if (!delivers(socket)) socket.destroySoon();
  }

  /** Whether the client has stopped to take its answer, as far as that was looked at. */
  function isStalled(socket: Socket, connection: PageConnection): boolean {
    const takenBytes = socket.bytesWritten - socket.writableLength;
    const isSame = takenBytes === connection.takenBytes && socket.writableLength > 0;
    if (isSame) return performance.now() - connection.takenAt >= stalledMs;
    connection.takenBytes = takenBytes;
    connection.takenAt = performance.now();
    return false;
  }

  function makeRoom(): boolean {
    let stalled: Socket | undefined;
    for (const [socket, connection] of connections) {
      if (connection.answers.size === 0) {
        closeIdle(socket);
        return true;
      }
      if (isStalled(socket, connection)) stalled ??= socket;
    }
    if (stalled) connections.delete(stalled);
    stalled?.destroy();
    return stalled !== undefined;
  }

  function add(socket: Socket): PageConnection | null {
    if (connections.size >= limit && !makeRoom()) return null;
    const connection = { answers: new Set<ServerResponse>(), takenBytes: -1, takenAt: 0 };
    connections.set(socket, connection);
    socket.once("close", () => connections.delete(socket));
    return connection;
  }

  return {
    begin(socket, response) {
      const connection = connections.get(socket) ?? add(socket);
      if (!connection || connection.answers.size >= maxPipelined) return false;
      const { answers } = connection;
      answers.add(response);
      if (ending) response.shouldKeepAlive = false;
      response.once("close", () => {
        answers.delete(response);
        if (answers.size > 0 || connections.get(socket) !== connection) return;
        if (ending) return closeIdle(socket);
        connections.delete(socket);
        connections.set(socket, connection);
      });
      return true;
    },
    markStream(response) {
      streams.add(response);
      if (ending) response.destroy();
    },
    count: () => connections.size,
    endAll(graceMs) {
      ending = true;
      for (const [socket, { answers }] of connections) {
        if (answers.size === 0) closeIdle(socket);
        for (const response of answers) {
          response.shouldKeepAlive = false;
          if (streams.has(response)) response.destroy();
        }
      }
      const cut = setTimeout(() => {
        for (const { answers } of connections.values()) {
          for (const response of answers) response.destroy();
        }
      }, graceMs);
      cut.unref();
    },
  };
}
