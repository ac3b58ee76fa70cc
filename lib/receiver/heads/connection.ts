import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What is remembered of an open connection. */
export interface Connection {
  readonly socket: Socket;
  readonly openedAt: number;
  /**
   * "silent": no byte has come. "quick": a delivery was its first request and nothing else came, so
   * Node's parser reads it without JavaScript. "watched": each piece is seen. "given": another's.
   */
  mode: "silent" | "quick" | "watched" | "given";
  /** A delivery under a known key came on it. */
  isTrusted: boolean;
  /** Value of `socket.bytesRead` where the head that is under way begins. */
  headStart: number;
  /** Its first bytes, when watched. */
  start: string;
  /** The request that came last, until its body is through. */
  request: IncomingMessage | null;
  /** Its answer, until that is out. */
  response: ServerResponse | null;
}

export function createConnection(socket: Socket): Connection {
  return {
    socket,
    openedAt: performance.now(),
    mode: "silent",
    isTrusted: false,
    headStart: socket.bytesRead,
    start: "",
    request: null,
    response: null,
  };
}

/** Checked only for reads larger than this: smaller ones can't hide more than it. */
const closerLookBytes = 16 * 1024;

/** Bytes that came in one read with the request and behind its head. */
function bytesBehind(
  { method = "", url = "", rawHeaders }: IncomingMessage,
  bytes: number,
): number {
  let head = method.length + url.length + " HTTP/1.1\r\n\r\n".length + 1;
  for (const part of rawHeaders) head += part.length + 2;
  return Math.max(0, bytes - head);
}

/** A head is complete: the next one begins no earlier than behind it. */
export function headIsComplete(
  connection: Connection,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { bytesRead } = connection.socket;
  const bytes = bytesRead - connection.headStart;
  const behind = bytes > closerLookBytes ? bytesBehind(request, bytes) : 0;
  connection.headStart = bytesRead - behind;
  connection.start = "";
  connection.request = request;
  connection.response = response;
  // The wire size of a chunked body is unknown afterwards.
  if (isChunked(request)) request.once("end", () => bodyIsComplete(connection, request));
}

function isChunked({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined;
}

/** Bytes of the head that is under way; 0 while a body is. */
export function unfinishedBytes(connection: Connection): number {
  const { socket, request, response } = connection;
  if (response?.writableFinished) connection.response = null;
  if (request) {
    if (!request.complete || isChunked(request)) return 0;
    bodyIsComplete(connection, request);
  }
  return socket.bytesRead - connection.headStart;
}

function bodyIsComplete(connection: Connection, request: IncomingMessage): void {
  if (connection.request !== request) return;
  const { bytesRead } = connection.socket;
  const bodyBytes = Number(request.headers["content-length"] ?? 0);
  const end = isChunked(request) ? bytesRead : connection.headStart + bodyBytes;
  connection.headStart = Math.min(bytesRead, end);
  connection.request = null;
}
