import type { IncomingMessage } from "node:http";

/** About how long a request's head is: its target, and names and values of its headers. */
export function bytesOfHead({ url = "", rawHeaders }: IncomingMessage): number {
  let bytes = url.length;
  for (const part of rawHeaders) bytes += part.length;
  return bytes;
}
