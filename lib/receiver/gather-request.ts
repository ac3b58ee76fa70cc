import type { Duplex } from "node:stream";

const gatherMs = 10_000;
const headEnd = Buffer.from("\r\n\r\n");

/** A request read without node:http. */
export interface RawRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** One char per byte, whatever bytes there were. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

export interface GatherLimits {
  readonly headBytes: number;
  readonly bodyBytes: number;
}

function methodOf(name: string | undefined): RawRequest["method"] | null {
  return name === "GET" || name === "POST" || name === "PUT" ? name : null;
}

/** "METHOD TARGET HTTP/1.1" with anything but line ends in TARGET, then header lines. */
function parseHead(head: string): Omit<RawRequest, "body"> | null {
  const [requestLine = "", ...lines] = head.split("\r\n");
  const match = /^([A-Z]+) (.*) HTTP\/1\.[01]$/.exec(requestLine);
  const method = methodOf(match?.[1]);
  const target = match?.[2];
  if (!method || target === undefined || head.includes("\0")) return null;
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  return { method, target, headers };
}

function contentLength({ headers }: Pick<RawRequest, "headers">): number {
  const value = headers.find(([name]) => name.toLowerCase() === "content-length")?.[1];
  return value === undefined ? 0 : Number(value);
}

/** The request in the bytes, the status that refuses it, or how many bytes are needed to go on. */
function look(bytes: Buffer, limits: GatherLimits): RawRequest | number | { needed: number } {
  const end = bytes.indexOf(headEnd);
  if (end === -1) return bytes.length > limits.headBytes ? 431 : { needed: bytes.length + 1 };
  const head = parseHead(bytes.toString("latin1", 0, end));
  if (!head) return 400;
  // A chunked body is not read here; taken for none, its event would be acknowledged and lost.
  if (head.headers.some(([name]) => name.trim().toLowerCase() === "transfer-encoding")) return 411;
  const length = contentLength(head);
  // Kazoo always says how long a body is; a NaN here is somebody else.
  if (!(length >= 0)) return 400;
  if (length > limits.bodyBytes) return 413;
  const start = end + headEnd.length;
  if (bytes.length < start + length) return { needed: start + length };
  return { ...head, body: bytes.subarray(start, start + length) };
}

/**
 * Reads on from the start of a request that node:http gave up, until it is complete. Resolves with
 * the status to refuse it with when it is malformed, too large or not complete within 10 s.
 */
export function gatherRequest(
  socket: Duplex,
  start: Buffer,
  limits: GatherLimits,
): Promise<RawRequest | number> {
  return new Promise((resolve) => {
    const pieces = [start];
    let size = start.length;
    let needed = 0;
    const timer = setTimeout(() => settle(408), gatherMs);
    function settle(result: RawRequest | number): void {
      clearTimeout(timer);
      resolve(result);
    }
    function next(): void {
      if (size < needed) return;
      const bytes = Buffer.concat(pieces);
      pieces.splice(0, pieces.length, bytes);
      const result = look(bytes, limits);
      if (typeof result === "object" && "needed" in result) needed = result.needed;
      else settle(result);
    }
    // The parser is broken for this connection: from here on its bytes are ours.
    socket.removeAllListeners("data");
    socket.on("data", (chunk: Buffer) => {
      pieces.push(chunk);
      size += chunk.length;
      next();
    });
    socket.on("close", () => settle(400));
    next();
  });
}
