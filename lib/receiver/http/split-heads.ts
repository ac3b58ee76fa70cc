import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

/** Longer than a sender that was asked to come again takes to do so. */
const collectMs = 60_000;

/** The pieces of a request's head that came before the one Node's parser stumbled over. */
export interface SplitHeads {
  before(socket: Duplex): readonly Buffer[];
  /** For a while, new connections keep the pieces of a head until it is complete. */
  collect(): void;
}

/**
 * Node hands out only the piece that its parser refused. Watching a connection's bytes makes Node
 * copy them into JavaScript, so it is done only after a head turned out to have come in pieces.
 */
export function watchSplitHeads(server: Server): SplitHeads {
  const pieces = new WeakMap<Duplex, Buffer[]>();
  let collectUntil = 0;

  server.on("connection", (socket: Socket) => {
    if (performance.now() >= collectUntil) return;
    pieces.set(socket, []);
    // Runs behind the parser's own listener: a head that is complete was announced by then.
    socket.on("data", (chunk: Buffer) => pieces.get(socket)?.push(chunk));
  });
  server.on("request", ({ socket }: IncomingMessage, response: ServerResponse) => {
    if (collectUntil === 0 || !pieces.delete(socket)) return;
    response.on("finish", () => {
      // The chunk that completed the head is still to be announced to the listener above.
      setImmediate(() => pieces.set(socket, []));
    });
  });

  return {
    before: (socket) => pieces.get(socket) ?? [],
    collect: () => {
      collectUntil = performance.now() + collectMs;
    },
  };
}
