import type { Duplex } from "node:stream";
import type { Refused, Upload } from "../limits/key-limits";
import { Pieces } from "./pieces";

const gatherMs = 10_000;
const headEnd = Buffer.from("\r\n\r\n");
const headerName = /^[!#$%&'*+.^_`|~\w-]+$/;

/** A request read without node:http. */
export interface RawRequest {
  readonly method: "GET" | "POST" | "PUT";
  /** One char per byte, whatever bytes there were. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** The status that refuses a request. */
export type BadRequest = 400 | 408 | 411 | 413 | 431;

export interface GatherLimits {
  readonly headBytes: number;
  readonly bodyBytes: number;
}

type Head = Omit<RawRequest, "body"> & { readonly length: number };

function methodOf(name: string | undefined): RawRequest["method"] | null {
  return name === "GET" || name === "POST" || name === "PUT" ? name : null;
}

/** "METHOD TARGET HTTP/1.1" with anything but line ends in TARGET, then header lines. */
function parseHead(head: string): Head | BadRequest {
  const [requestLine = "", ...lines] = head.split("\r\n");
  const match = /^([A-Z]+) (.*) HTTP\/1\.[01]$/.exec(requestLine);
  const method = methodOf(match?.[1]);
  const target = match?.[2];
  if (!method || target === undefined || head.includes("\0")) return 400;
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, Math.max(0, colon)), line.slice(colon + 1).trim()];
  });
  const named = (wanted: string) =>
    headers.filter(([name]) => name.trim().toLowerCase() === wanted).map(([, value]) => value);
  // A chunked body is not read here. Taken as empty, its event would be answered 200 and lost.
  if (named("transfer-encoding").length > 0) return 411;
  const [length = "0", ...more] = named("content-length");
  // Two lengths are two messages to two readers.
  if (more.length > 0 || !/^\d{1,15}$/.test(length)) return 400;
  if (!headers.every(([name]) => headerName.test(name))) return 400;
  return { method, target, headers, length: Number(length) };
}

/** Finds the end of a head that arrives in pieces; reads each byte about once. */
function createHeadEndFinder(): (piece: Buffer) => boolean {
  let tail = Buffer.alloc(0);
  return (piece) => {
    const seam = Buffer.concat([tail, piece.subarray(0, headEnd.length)]);
    if (seam.includes(headEnd) || piece.includes(headEnd)) return true;
    tail = Buffer.concat([tail, piece.subarray(-3)]).subarray(-3);
    return false;
  };
}

/**
 * Reads on from the start of a request that node:http gave up, until it is complete. Resolves with
 * the status to refuse it with when it is malformed, too large or not complete within 10 s.
 */
export function gatherRequest(
  socket: Duplex,
  start: Buffer,
  limits: GatherLimits,
  upload: Upload,
): Promise<RawRequest | BadRequest | Refused> {
  return new Promise((resolve) => {
    const pieces = new Pieces();
    const endsHead = createHeadEndFinder();
    const found: { head?: Head; bodyStart: number } = { bodyStart: 0 };
    const timer = setTimeout(() => settle(408), gatherMs);

    function settle(result: RawRequest | BadRequest | Refused): void {
      clearTimeout(timer);
      pieces.forget();
      socket.removeListener("data", add);
      resolve(result);
    }

    /** What refuses the head, if something does. */
    function readHead(): BadRequest | null {
      const bytes = pieces.whole();
      const end = bytes.indexOf(headEnd);
      const head = parseHead(bytes.toString("latin1", 0, end));
      if (typeof head === "number") return head;
      found.head = head;
      found.bodyStart = end + headEnd.length;
      return head.length > limits.bodyBytes ? 413 : null;
    }

    /** What refuses the request after this piece, if something does. */
    function refusalAfter(piece: Buffer): BadRequest | Refused | null {
      const refused = upload.take(piece.length);
      if (refused) return refused;
      pieces.add(piece);
      if (pieces.areTiny()) return 400;
      if (found.head) return null;
      if (endsHead(piece)) return readHead();
      return pieces.size > limits.headBytes ? 431 : null;
    }

    function add(piece: Buffer): void {
      const refusal = refusalAfter(piece);
      if (refusal) {
        settle(refusal);
        return;
      }
      const { head, bodyStart } = found;
      if (!head || pieces.size < bodyStart + head.length) return;
      const { length, ...request } = head;
      settle({ ...request, body: pieces.whole().subarray(bodyStart, bodyStart + length) });
    }

    // The parser is broken for this connection: from here on its bytes are ours.
    socket.removeAllListeners("data");
    socket.on("data", add);
    socket.on("close", () => settle(400));
    add(start);
  });
}
