import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** The pieces of a request's head that came before the one Node's parser stumbled over. */
export interface SplitHeads {
  before(socket: Duplex): readonly Buffer[];
  /** From now on, new connections keep the pieces of a head until it is complete. */
  collect(): void;
}

/**
 * Node hands out only the piece that its parser refused. Watching a connection's bytes makes Node
 * copy them into JavaScript, so it is done only once a head turned out to have come in pieces.
 */
export function watchSplitHeads(server: Server): SplitHeads {
  const pieces = new WeakMap<Duplex, Buffer[]>();
  let collecting = false;

  server.on("connection", (socket: Socket) => {
    if (!collecting) return;
    pieces.set(socket, []);
    // Runs behind the parser's own listener: a head that is complete was announced by then.
    socket.on("data", (chunk: Buffer) => pieces.get(socket)?.push(chunk));
  });
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (!pieces.delete(socket)) return;
    response.on("finish", () => {
      // The chunk that completed the head is still to be announced to the listener above.
      setImmediate(() => pieces.set(socket, []));
    });
  });

  return {
    before: (socket) => pieces.get(socket) ?? [],
    collect: () => {
      collecting = true;
    },
  };
}
