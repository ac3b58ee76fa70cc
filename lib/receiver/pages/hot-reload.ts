import type { IncomingMessage, Server } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { headersForConsole } from "./passed-headers";
import { readPageHead } from "./read-page-head";

interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

interface HotReload {
  readonly socketPath: string;
  readonly trustProxy: boolean;
  readonly basePath: string;
}

function formatHead(method: string, target: string, headers: readonly string[]): Buffer {
  const lines = [`${method} ${target} HTTP/1.1`];
  for (let at = 0; at + 1 < headers.length; at += 2)
    lines.push(`${headers[at]}: ${headers[at + 1]}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
}

function isUpgrading(name: string): boolean {
  return /^(?:connection|upgrade|http2-settings)$/i.test(name);
}

/** The request as it would have come without its wish for another protocol, read once more. */
function takeAsOrdinary(server: Server, { request, socket, head }: Upgrade): void {
  const { method = "", url = "", rawHeaders } = request;
  const headers = rawHeaders.filter((_, at) => !isUpgrading(rawHeaders[at - (at % 2)] ?? ""));
  socket.unshift(Buffer.concat([formatHead(method, url, headers), head]));
  server.emit("connection", socket);
  socket.resume();
}

/**
 * In development the server announces each upgrade: the page framework's own websocket goes to the
 * console as it is, everything else (a delivery that offers h2c) is an ordinary request.
 */
export function passUpgrade(server: Server, upgrade: Upgrade, hotReload: HotReload): void {
  const { request, socket, head } = upgrade;
  const { basePath } = hotReload;
  const page = readPageHead(request, basePath);
  if (page.kind !== "pass" || !page.target.startsWith(`${basePath}/_next/`)) {
    takeAsOrdinary(server, upgrade);
    return;
  }
  const console = connect(hotReload.socketPath);
  const headers = headersForConsole(request, hotReload.trustProxy);
  headers.push("connection", "Upgrade", "upgrade", request.headers.upgrade ?? "");
  console.write(formatHead(request.method ?? "", page.target, headers));
  if (head.length > 0) console.write(head);
  console.pipe(socket).pipe(console);
  for (const [one, other] of [
    [console, socket],
    [socket, console],
  ] as const) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
}
