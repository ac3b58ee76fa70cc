import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A program in the console's place, on a local socket of its own. */
export interface ConsoleProgram {
  readonly socketPath: string;
  readonly server: Server;
  /** Requests that arrived, in their order. */
  readonly requests: readonly IncomingMessage[];
  /** Number of connections that are open. */
  connections(): number;
  stop(): Promise<void>;
}

export function freeSocketPath(): string {
  return join(mkdtempSync(join(tmpdir(), "hookline-pages-")), "pages.sock");
}

export async function startConsole(
  handle: RequestListener,
  socketPath = freeSocketPath(),
): Promise<ConsoleProgram> {
  const requests: IncomingMessage[] = [];
  // A page's head of 16 KiB and what the receiver adds.
  const server = createServer({ maxHeaderSize: 32 * 1024 }, (request, response) => {
    requests.push(request);
    handle(request, response);
  });
  server.keepAliveTimeout = 0;
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.listen(socketPath);
  await once(server, "listening");
  return {
    socketPath,
    server,
    requests,
    connections: () => sockets.size,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
