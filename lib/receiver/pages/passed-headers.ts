import type { IncomingMessage } from "node:http";
import { clientAddressHeader, internalHeaderPrefix } from "@/lib/control/control";

/** Names and values in turn, as they came. */
export type RawHeaders = readonly string[];

const hopByHop = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);
/** A message keeps its length and its host, even if the header Connection names them. */
const neverDropped = new Set(["host", "content-length"]);
const maxAddressLength = 100;

function keepHeaders(headers: RawHeaders, keeps: (name: string) => boolean): string[] {
  const named = new Set<string>();
  for (let at = 0; at + 1 < headers.length; at += 2) {
    if (headers[at]?.toLowerCase() !== "connection") continue;
    for (const name of headers[at + 1]?.split(",") ?? []) named.add(name.trim().toLowerCase());
  }
  const kept: string[] = [];
  for (let at = 0; at + 1 < headers.length; at += 2) {
    const [name = "", value = ""] = headers.slice(at, at + 2);
    const lower = name.toLowerCase();
    if (hopByHop.has(lower) || (named.has(lower) && !neverDropped.has(lower))) continue;
    if (keeps(lower)) kept.push(name, value);
  }
  return kept;
}

/** Of the connection, or the last that our own proxy wrote: those before it are the client's claim. */
function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? headers["x-forwarded-for"] : undefined;
  const last = String(forwarded ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return (last || socket.remoteAddress || "unknown").slice(0, maxAddressLength);
}

function isForwarding(name: string): boolean {
  return name.startsWith("x-forwarded-") || name === "forwarded" || name === "x-real-ip";
}

/** What the console is sent: end-to-end headers, whose address it is, and how long the body is. */
export function headersForConsole(request: IncomingMessage, trustProxy: boolean): string[] {
  const { headers, rawHeaders, method = "" } = request;
  const chunked = headers["transfer-encoding"] !== undefined;
  const kept = keepHeaders(rawHeaders, (name) => {
    if (name.startsWith(internalHeaderPrefix)) return false;
    if (isForwarding(name)) return trustProxy;
    // Node has sent its 100 by now.
    return name !== "expect" && !(chunked && name === "content-length");
  });
  if (chunked) kept.push("transfer-encoding", "chunked");
  else if (headers["content-length"] === undefined && /^(?:POST|PUT|PATCH)$/.test(method)) {
    kept.push("content-length", "0");
  }
  if (headers.host === undefined) kept.push("host", "localhost");
  kept.push(clientAddressHeader, addressOf(request, trustProxy));
  return kept;
}

/** What the client is sent of the console's answer. */
export function headersForClient(answer: IncomingMessage): string[] {
  return keepHeaders(answer.rawHeaders, () => true);
}
