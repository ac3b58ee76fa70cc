import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { PlainLogger } from "@/lib/config/plain-logger";
import { parseTarget } from "../http/target";
import { type OwnAnswer, refusal } from "../pages/own-answer";
import { headTooLarge, pageLimits } from "../pages/read-page-head";
import { type Connection, createConnection, headIsComplete, unfinishedBytes } from "./connection";
import { dropConnection } from "./drop-connection";
import { decidingBytesFor, headKind } from "./head-kind";
import { maxConnections } from "./max-connections";

interface HeadLimits {
  readonly connections: number;
  /** Of all heads that are under way. */
  readonly potBytes: number;
  /** Until the first byte. */
  readonly silentMs: number;
}

interface GuardOptions {
  readonly basePath: string;
  /** The server announces upgrades. */
  readonly development: boolean;
  readonly logger: PlainLogger;
  readonly limits?: Partial<HeadLimits>;
}

export interface HeadGuard {
  /** A delivery under a known key came on this connection: others make room before it does. */
  trust(socket: Socket): void;
  isTrusted(socket: Socket): boolean;
  /** Closes connections that no byte has come on. */
  endSilent(): void;
}

const checkMs = 100;
const defaultLimits = { potBytes: 32 * 1024 * 1024, silentMs: 20_000 };

const full: OwnAnswer = refusal(
  "console_busy",
  "Too many requests are half-sent at this moment. Send this one again.",
  false,
  1,
);
const tooLarge: OwnAnswer = refusal("head_too_large", headTooLarge, false);

/**
 * Limits what Node holds before a request is announced: heads that are under way share a pot, a
 * page's head has its own limit, and beyond so many connections those that never delivered go first.
 *
 * Called last: listeners for "connection" that the server has by then run when the first byte is
 * there. The server needs a listener for "clientError".
 */
export function guardHeads(server: Server, options: GuardOptions): HeadGuard {
  const { basePath, logger } = options;
  const limits = { connections: maxConnections(), ...defaultLimits, ...options.limits };
  const connections = new Map<Duplex, Connection>();
  // In the order in which they came; what delivered is in neither.
  const silent = new Set<Connection>();
  const unproven = new Set<Connection>();
  const begin = server.listeners("connection");
  server.removeAllListeners("connection");

  function forget(connection: Connection): void {
    connections.delete(connection.socket);
    silent.delete(connection);
    unproven.delete(connection);
  }

  function makeRoom(): void {
    const [victim = null] = silent.size > 0 ? silent : unproven;
    if (!victim) return;
    forget(victim);
    victim.socket.destroy();
  }

  function isLargePage(connection: Connection): boolean {
    const bytes = connection.socket.bytesRead - connection.headStart;
    return bytes > pageLimits.headBytes && headKind(connection.start, basePath) === "page";
  }

  /** Runs behind the parser's own listener: a head that is complete was announced by then. */
  function see(connection: Connection, chunk: Buffer): void {
    if (connection.request) {
      // The next piece begins the next head.
      unfinishedBytes(connection);
      return;
    }
    const missing = decidingBytesFor(basePath) - connection.start.length;
    if (missing > 0) connection.start += chunk.toString("latin1", 0, missing);
    if (isLargePage(connection)) dropConnection(connection, tooLarge, false);
  }

  function watch(connection: Connection): void {
    connection.mode = "watched";
    connection.socket.on("data", (chunk: Buffer) => {
      if (connection.mode === "watched") see(connection, chunk);
    });
  }

  function hearFirst(connection: Connection, chunk: Buffer): void {
    const { socket } = connection;
    silent.delete(connection);
    unproven.add(connection);
    for (const listener of begin) Reflect.apply(listener, server, [socket]);
    if (
      headKind(chunk.toString("latin1", 0, decidingBytesFor(basePath)), basePath) === "delivery"
    ) {
      connection.mode = "quick";
    } else {
      watch(connection);
    }
    socket.emit("data", chunk);
  }

  server.on("connection", (socket: Socket) => {
    if (connections.size >= limits.connections) makeRoom();
    const connection = createConnection(socket);
    connections.set(socket, connection);
    silent.add(connection);
    const destroy = (): void => void socket.destroy();
    socket.on("error", destroy);
    socket.on("end", destroy);
    socket.on("close", () => forget(connection));
    socket.once("data", (chunk: Buffer) => {
      socket.off("error", destroy);
      socket.off("end", destroy);
      hearFirst(connection, chunk);
    });
  });

  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(request.socket);
    if (!connection) return;
    headIsComplete(connection, request, response);
    if (connection.mode !== "quick" || request.url?.startsWith("/receive/")) return;
    if (parseTarget(request.url ?? "", basePath).kind !== "receive") watch(connection);
  });

  // The bytes of a connection that somebody else reads are no head.
  const give = (socket: Duplex): void => {
    const connection = connections.get(socket);
    if (connection) connection.mode = "given";
  };
  server.prependListener("clientError", (_cause, socket) => give(socket));
  if (options.development) server.prependListener("upgrade", (_request, socket) => give(socket));

  function emptyPot(heads: (readonly [Connection, number])[], total: number): void {
    let rest = total;
    let dropped = 0;
    for (const [connection, bytes] of heads.sort(([, one], [, other]) => other - one)) {
      if (rest <= limits.potBytes) break;
      dropConnection(connection, full, true);
      rest -= bytes;
      dropped += 1;
    }
    logger.warn({ dropped, bytes: total }, "half-sent heads were dropped: there were too many");
  }

  function check(): void {
    let total = 0;
    const heads: (readonly [Connection, number])[] = [];
    for (const connection of unfinished()) {
      const bytes = unfinishedBytes(connection);
      if (bytes === 0) continue;
      total += bytes;
      heads.push([connection, bytes]);
    }
    if (total > limits.potBytes) emptyPot(heads, total);
    const oldest = performance.now() - limits.silentMs;
    for (const { openedAt, socket } of silent) {
      if (openedAt > oldest) break;
      socket.destroy();
    }
  }

  function* unfinished(): Generator<Connection> {
    for (const connection of connections.values()) {
      if (connection.mode === "quick" || connection.mode === "watched") yield connection;
    }
  }

  const timer = setInterval(check, checkMs).unref();
  server.on("close", () => clearInterval(timer));

  return {
    trust(socket) {
      const connection = connections.get(socket);
      if (!connection || connection.isTrusted) return;
      connection.isTrusted = true;
      unproven.delete(connection);
    },
    isTrusted: (socket) => connections.get(socket)?.isTrusted ?? false,
    endSilent() {
      for (const { socket } of silent) socket.destroy();
    },
  };
}
