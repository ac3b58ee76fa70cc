import type { IncomingMessage } from "node:http";

const maxLength = 100;

/** The sender's address; behind a trusted proxy, the address that the proxy wrote. */
export function clientOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers["x-forwarded-for"] : undefined;
  // The last entry is the one that our own proxy wrote; those before it are the client's claim.
  const address = String(forwarded ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return (address || socket.remoteAddress || "unknown").slice(0, maxLength);
}
