import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { PlainLogger } from "@/lib/config/plain-logger";
import { parseTarget } from "../http/target";
import { refusal } from "../pages/own-answer";
import { costOfHead, type PagePace } from "../pages/page-pace";
import { headTooLarge, pageLimits } from "../pages/read-page-head";
import { type Connection, headIsComplete, unfinishedBytes } from "./connection";
import { dropConnection } from "./drop-connection";
import { decidingBytesFor, type HeadKind, headKind } from "./head-kind";
import { createHeadPot } from "./head-pot";
import { maxConnections } from "./max-connections";
import { createOpenConnections } from "./open-connections";

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
  /** For pages' heads that are refused unread. */
  readonly pace: PagePace;
  readonly limits?: Partial<HeadLimits>;
}

export interface HeadGuard {
  /**
   * A delivery under a known key came on this connection, so it is closed last when room is needed.
   */
  trust(socket: Socket): void;
  isTrusted(socket: Duplex): boolean;
  /** Closes connections that no byte has come on. */
  endSilent(): void;
}

const checkMs = 100;
const defaultLimits = { potBytes: 32 * 1024 * 1024, silentMs: 20_000 };
const tooLarge = refusal("head_too_large", headTooLarge, false);

/** Whether a head ends so early that a page's may. */
function endsInTime(first: Buffer): boolean {
  if (first.length <= pageLimits.headBytes) return true;
  const head = first.subarray(0, pageLimits.headBytes);
  return head.includes("\r\n\r\n") || head.includes("\n\n");
}

/**
 * Limits what Node holds before a request is announced: unfinished heads share a memory budget, a
 * page's head has its own limit, and a connection beyond the maximum closes one that never
 * delivered. Call it last: earlier listeners for "connection" then run when the first byte has
 * arrived. The server needs a listener for "clientError".
 */
export function guardHeads(server: Server, options: GuardOptions): HeadGuard {
  const { basePath, logger, pace } = options;
  const limits = { connections: maxConnections(), ...defaultLimits, ...options.limits };
  const connections = createOpenConnections(limits.connections);
  const decidingBytes = decidingBytesFor(basePath);
  const deliveryPrefix = `${basePath}/receive/`;
  const connectionListeners = server.listeners("connection");
  server.removeAllListeners("connection");

  /** Runs behind the parser's own listener: a head that is complete was announced by then. */
  function seePiece(connection: Connection, piece: Buffer): void {
    if (connection.request) {
      // The next byte belongs to the next head.
      unfinishedBytes(connection);
      return;
    }
    const missing = decidingBytes - connection.start.length;
    if (missing > 0) connection.start += piece.toString("latin1", 0, missing);
    const bytes = connection.socket.bytesRead - connection.headStart;
    if (bytes > pageLimits.headBytes && headKind(connection.start, basePath) === "page") {
      dropConnection(connection, tooLarge, false);
    }
  }

  /** From here on, Node copies each piece into JavaScript. */
  function watch(connection: Connection): void {
    connection.mode = "watched";
    connection.socket.on("data", (piece: Buffer) => {
      if (connection.mode === "watched") seePiece(connection, piece);
    });
  }

  /** Node's parser never has it: that would cost more than all the rest. */
  function refuseUnread(connection: Connection, first: Buffer): void {
    const { socket } = connection;
    connection.mode = "given";
    socket.pause();
    pace.run(socket, costOfHead(first.length), () => {
      dropConnection(connection, tooLarge, false);
      socket.resume();
    });
  }

  function begin(connection: Connection, first: Buffer, kind: HeadKind): void {
    const { socket } = connection;
    for (const listener of connectionListeners) Reflect.apply(listener, server, [socket]);
    if (kind === "delivery") connection.mode = "quick";
    else watch(connection);
    socket.emit("data", first);
  }

  server.on("connection", (socket: Socket) => {
    const connection = connections.add(socket);
    const destroy = (): void => void socket.destroy();
    socket.on("error", destroy);
    socket.on("end", destroy);
    socket.once("data", (first: Buffer) => {
      connections.begin(connection);
      const kind = headKind(first.toString("latin1", 0, decidingBytes), basePath);
      if (kind === "page" && !endsInTime(first)) {
        refuseUnread(connection, first);
        return;
      }
      socket.off("error", destroy);
      socket.off("end", destroy);
      begin(connection, first, kind);
    });
  });

  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    const connection = connections.find(request.socket);
    if (!connection) return;
    headIsComplete(connection, request, response);
    const { url = "" } = request;
    if (connection.mode !== "quick" || url.startsWith(deliveryPrefix)) return;
    if (parseTarget(url, basePath).kind !== "receive") watch(connection);
  });

  // The bytes of a connection that another reads are no head.
  const giveAway = (socket: Duplex): void => {
    const connection = connections.find(socket);
    if (connection) connection.mode = "given";
  };
  server.prependListener("clientError", (_cause, socket) => giveAway(socket));
  if (options.development) server.prependListener("upgrade", (_, socket) => giveAway(socket));

  const limitPot = createHeadPot(limits.potBytes, logger);
  const timer = setInterval(() => {
    limitPot(connections.reading());
    connections.endSilent(limits.silentMs);
  }, checkMs);
  timer.unref();
  server.on("close", () => clearInterval(timer));

  return {
    trust: connections.trust,
    isTrusted: (socket) => connections.find(socket)?.isTrusted ?? false,
    endSilent: () => connections.endSilent(0),
  };
}
