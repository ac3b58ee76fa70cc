import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

export interface PageConnections {
  /** Counts the connection and its answer; false when there are too many at work already. */
  begin(socket: Socket, response: ServerResponse): boolean;
  /** The answer is an event stream: it ends when somebody ends it. */
  markStream(response: ServerResponse): void;
  count(): number;
  /**
   * Closes those that are idle, and the others as soon as their answer is out; streams at once,
   * whatever else is unfinished after the grace.
   */
  endAll(graceMs: number): void;
}

/**
 * The connections that pages were asked for on. `delivers` tells which of them carried a delivery
 * as well, as a proxy's do: closing one just as a delivery is written on it would lose that.
 */
export function createPageConnections(
  limit: number,
  delivers: (socket: Socket) => boolean,
): PageConnections {
  // In the order in which they fell idle.
  const connections = new Map<Socket, Set<ServerResponse>>();
  const streams = new WeakSet<ServerResponse>();
  let ending = false;

  function closeIdle(socket: Socket): void {
    connections.delete(socket);
    if (!delivers(socket)) socket.destroySoon();
  }

  function makeRoom(): boolean {
    for (const [socket, answers] of connections) {
      if (answers.size > 0) continue;
      closeIdle(socket);
      return true;
    }
    return false;
  }

  function add(socket: Socket): Set<ServerResponse> | null {
    if (connections.size >= limit && !makeRoom()) return null;
    const answers = new Set<ServerResponse>();
    connections.set(socket, answers);
    socket.once("close", () => connections.delete(socket));
    return answers;
  }

  return {
    begin(socket, response) {
      const answers = connections.get(socket) ?? add(socket);
      if (!answers) return false;
      answers.add(response);
      if (ending) response.shouldKeepAlive = false;
      response.once("close", () => {
        answers.delete(response);
        if (answers.size > 0 || connections.get(socket) !== answers) return;
        if (ending) return closeIdle(socket);
        connections.delete(socket);
        connections.set(socket, answers);
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
      for (const [socket, answers] of connections) {
        if (answers.size === 0) closeIdle(socket);
        for (const response of answers) {
          response.shouldKeepAlive = false;
          if (streams.has(response)) response.destroy();
        }
      }
      const cut = setTimeout(() => {
        for (const answers of connections.values()) for (const answer of answers) answer.destroy();
      }, graceMs);
      cut.unref();
    },
  };
}
