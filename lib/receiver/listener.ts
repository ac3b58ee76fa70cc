import type { IncomingMessage, ServerOptions, ServerResponse } from "node:http";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import { readBody } from "./read-body";
import { parseReceiverTarget } from "./receiver-target";
import {
  type DeliveryAnswer,
  type ReceiverParts,
  refuseDelivery,
  takeDelivery,
} from "./take-delivery";

/** For the http server that the receiver hangs on. */
export const receiverServerOptions: ServerOptions = {
  // Kazoo was seen to send GET lines of 600 kB.
  maxHeaderSize: 1024 * 1024,
  // Kazoo writes a request in one go; who sends it drop by drop is cut off.
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  // Kazoo's HTTP client keeps idle connections for 120 s. Closing before it does would make its
  // next request a transport error, which counts as a failed attempt.
  keepAliveTimeout: 130_000,
};

const lingerMs = 1_000;
const mostReadingBytes = 256 * 1024 * 1024;

type Headers = Readonly<Record<string, string>>;

function answer(response: ServerResponse, status: number, text: string, headers: Headers = {}) {
  response.writeHead(status, {
    "content-type": "text/plain",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

function retryHeader({ retryAfterSeconds }: DeliveryAnswer): Headers {
  return retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
}

/**
 * Answers while the body is still coming. The answer goes out at once; the rest is thrown away for
 * a moment before the connection closes, since closing on unread bytes would reset the connection
 * and take the answer with it.
 */
function answerUnread(
  request: IncomingMessage,
  response: ServerResponse,
  { status, text, headers }: { status: number; text: string; headers?: Headers },
): void {
  response.writeHead(status, {
    "content-type": "text/plain",
    "content-length": Buffer.byteLength(text),
    connection: "close",
    ...headers,
  });
  response.write(text);
  const timer = setTimeout(() => response.end(), lingerMs);
  request.on("end", () => response.end());
  request.on("close", () => clearTimeout(timer));
  request.resume();
}

function pairs(rawHeaders: readonly string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""]);
  }
  return headers;
}

function announcedBytes({ headers }: IncomingMessage, limitBytes: number): number {
  const announced = headers["content-length"];
  return announced === undefined
    ? headers["transfer-encoding"]
      ? limitBytes
      : 0
    : Number(announced);
}

/**
 * Kazoo's side of the port: `/receive/:receiverKey` on plain node:http. Answers 200 only once the
 * delivery is on disk; what happens when it can't be is the answer ladder's business.
 */
export function createReceiver(
  parts: ReceiverParts,
  mostBytes = mostReadingBytes,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { logger, bodyLimitBytes, receiverKeys, deliveryCounters } = parts;
  const { refused, durations } = deliveryCounters;
  let readingBytes = 0;

  async function takeBody(
    request: IncomingMessage,
    response: ServerResponse,
    delivery: { receiverKey: ReceiverKey; method: "GET" | "POST" | "PUT"; query: string | null },
    startedAt: number,
  ): Promise<void> {
    const headers = pairs(request.rawHeaders);
    const body = await readBody(request, bodyLimitBytes);
    if (body === "aborted") {
      refused.aborted += 1;
      return;
    }
    if (body === "too_large") {
      refused.tooLarge += 1;
      logger.warn({ receiverKeyId: delivery.receiverKey.id }, "delivery refused: body too large");
      answerUnread(request, response, { status: 413, text: "The body is too large." });
      return;
    }
    const taken = await takeDelivery({ ...delivery, headers, body }, parts);
    answer(response, taken.status, taken.text, retryHeader(taken));
    durations.observe((performance.now() - startedAt) / 1000);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const { method } = request;
    if (method !== "GET" && method !== "POST" && method !== "PUT") {
      refused.badMethod += 1;
      answer(response, 405, "Use GET, POST or PUT.", { allow: "GET, POST, PUT" });
      return;
    }
    const target = parseReceiverTarget(request.url ?? "");
    const receiverKey = target && receiverKeys.find(target.key);
    if (!target || !receiverKey) {
      refused.unknownKey += 1;
      logger.info({ remote: request.socket.remoteAddress, method }, "unknown receiver key");
      answer(response, 404, "There is no such receiver.");
      return;
    }
    const bytes = Math.min(announcedBytes(request, bodyLimitBytes), bodyLimitBytes);
    if (readingBytes + bytes > mostBytes) {
      const cause = new Error("More is being received at once than fits into memory.");
      const refused = { receiverKey, headers: pairs(request.rawHeaders) };
      const answered = refuseDelivery(refused, parts, cause);
      answerUnread(request, response, { ...answered, headers: retryHeader(answered) });
      return;
    }
    readingBytes += bytes;
    try {
      const { query } = target;
      await takeBody(request, response, { receiverKey, method, query }, startedAt);
    } finally {
      readingBytes -= bytes;
    }
  }

  return (request, response) => {
    response.on("error", () => request.destroy());
    handle(request, response).catch((cause) => {
      logger.error({ err: cause }, "receiver failed");
      request.destroy();
    });
  };
}
