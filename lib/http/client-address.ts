import type { IncomingMessage } from "node:http";

/** Set by server.ts on each request from the connection, after dropping what a client sent under it. */
const clientAddressHeader = "x-hookline-client-address";

/** Next's routes see headers only, so the address of the connection travels as one. */
export function markClientAddress(request: IncomingMessage, trustProxy: boolean): void {
  const forwarded = trustProxy ? request.headers["x-forwarded-for"] : undefined;
  // The last entry is the one that our own proxy wrote; those before it are the client's claim.
  const address = String(forwarded ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  request.headers[clientAddressHeader] = address || request.socket.remoteAddress || "unknown";
}

export function clientAddress(headers: Headers): string {
  return headers.get(clientAddressHeader) ?? "unknown";
}
