import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Logger } from "@/lib/config/logger";
import { clientAddressHeader } from "@/lib/control/control";

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Behind the receiver, which bounds heads and times; it also keeps its connections for as long as it lives. */
const options = {
  keepAliveTimeout: 0,
  requestTimeout: 0,
  headersTimeout: 0,
  maxHeaderSize: 64 * 1024,
};

const lingerMs = 1_000;

/**
 * A body that was refused half-way would block the next request on its connection, so the
 * connection ends with that answer. It lingers a moment: closing on unread bytes would reset it
 * and take the answer with it.
 */
function closeOnUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  response.once("finish", () => {
    // Node itself skips a body that was never read.
    if (request.complete || !request.destroyed) return;
    socket.end();
    setTimeout(() => socket.destroy(), lingerMs).unref();
  });
}

/** What the receiver passes on, given to the page framework. */
export function createPageServer(handle: Handle, logger: Logger): Server {
  return createServer(options, (request, response) => {
    closeOnUnreadBody(request, response);
    // The framework would take it from the connection, where a local socket has none.
    request.headers["x-forwarded-for"] ??= String(request.headers[clientAddressHeader]);
    handle(request, response).catch((cause: unknown) => {
      logger.error({ err: cause }, "a page failed");
      response.destroy();
    });
  });
}
