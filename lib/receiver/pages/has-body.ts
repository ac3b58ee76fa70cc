import type { IncomingMessage } from "node:http";

export function hasBody({ headers }: IncomingMessage): boolean {
  const length = headers["content-length"];
  return headers["transfer-encoding"] !== undefined || (length !== undefined && length !== "0");
}

/** Whether there is more to come. A request that has no body is announced before it is complete. */
export function isUnread(request: IncomingMessage): boolean {
  return !request.complete && hasBody(request);
}
