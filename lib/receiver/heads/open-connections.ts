import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Connection, createConnection } from "./connection";

/** All connections of the port, and which of them go first when there are too many. */
export interface OpenConnections {
  /**
   * Makes room for a new connection: silent ones are closed first, then others that never
   * delivered.
   */
  add(socket: Socket): Connection;
  /** Its first byte is there. */
  begin(connection: Connection): void;
  find(socket: Duplex): Connection | undefined;
  /** A delivery under a known key came on it. */
  trust(socket: Duplex): void;
  /** All connections that Node's parser still reads. */
  reading(): Iterable<Connection>;
  /** Closes those that have been silent for as long. */
  endSilent(forMs: number): void;
}

export function createOpenConnections(limit: number): OpenConnections {
  const all = new Map<Duplex, Connection>();
  // Both in the order in which they came. What delivered is in neither.
  const silent = new Set<Connection>();
  const unproven = new Set<Connection>();

  function forget(connection: Connection): void {
    all.delete(connection.socket);
    silent.delete(connection);
    unproven.delete(connection);
  }

  function makeRoom(): void {
    const [oldest] = silent.size > 0 ? silent : unproven;
    if (!oldest) return;
    forget(oldest);
    oldest.socket.destroy();
  }

  return {
    add(socket) {
      if (all.size >= limit) makeRoom();
      const connection = createConnection(socket);
      all.set(socket, connection);
      silent.add(connection);
      socket.on("close", () => forget(connection));
      return connection;
    },
    begin(connection) {
      silent.delete(connection);
      unproven.add(connection);
    },
    find: (socket) => all.get(socket),
    trust(socket) {
      const connection = all.get(socket);
      if (!connection || connection.isTrusted) return;
      connection.isTrusted = true;
      unproven.delete(connection);
    },
    *reading() {
      for (const connection of all.values()) {
        if (connection.mode === "quick" || connection.mode === "watched") yield connection;
      }
    },
    endSilent(forMs) {
      const before = performance.now() - forMs;
      for (const { openedAt, socket } of silent) {
        if (openedAt > before) break;
        socket.destroy();
      }
    },
  };
}
