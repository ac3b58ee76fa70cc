import type { IncomingMessage, ServerResponse } from "node:http";

const lingerMs = 1_000;

/**
 * A body that was refused half-way would block the next request on its connection, so the
 * connection ends with that answer. It lingers a moment: closing on unread bytes would reset it
 * and take the answer with it.
 */
export function closeOnUnreadBody(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  response.once("finish", () => {
    // Node itself skips a body that was never read.
    if (request.complete || !request.destroyed) return;
    socket.end();
    setTimeout(() => socket.destroy(), lingerMs).unref();
  });
}
