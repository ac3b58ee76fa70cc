import type { IncomingMessage, ServerOptions, ServerResponse } from "node:http";
import type { Logger } from "@/lib/config/logger";
import type { EventStore } from "@/lib/event-store/event-store";
import type { EventBroker } from "@/lib/live/event-broker";
import { readBody } from "./read-body";
import { receiveDelivery } from "./receive-delivery";
import type { ReceiverKeys } from "./receiver-keys";
import { parseReceiverTarget } from "./receiver-target";

export interface ReceiverParts {
  readonly receiverKeys: ReceiverKeys;
  readonly eventStore: EventStore;
  readonly broker: EventBroker;
  readonly bodyLimitBytes: number;
  readonly logger: Logger;
}

/** For the http server that the receiver hangs on. */
export const receiverServerOptions: ServerOptions = {
  // Kazoo was seen to send GET lines of 600 kB.
  maxHeaderSize: 1024 * 1024,
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  // Kazoo's HTTP client keeps idle connections for 120 s. Closing before it does would make its
  // next request a transport error, which counts as a failed attempt.
  keepAliveTimeout: 130_000,
};

/** Whole seconds after which Kazoo's HTTP client sends again by itself. */
export const storageRetrySeconds = 5;
const lingerMs = 1_000;

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    "content-type": "text/plain",
    "content-length": Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/**
 * Refuses a body that is still coming. The answer goes out at once; the rest is thrown away for a
 * moment before the connection closes, since closing on unread bytes would reset the connection
 * and take the answer with it.
 */
function refuseBody(request: IncomingMessage, response: ServerResponse): void {
  const text = "The body is too large.";
  response.writeHead(413, {
    "content-type": "text/plain",
    "content-length": Buffer.byteLength(text),
    connection: "close",
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

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  parts: ReceiverParts,
): Promise<void> {
  const { method } = request;
  if (method !== "GET" && method !== "POST" && method !== "PUT") {
    answer(response, 405, "Use GET, POST or PUT.", { allow: "GET, POST, PUT" });
    return;
  }
  const target = parseReceiverTarget(request.url ?? "");
  const receiverKey = target && parts.receiverKeys.find(target.key);
  if (!target || !receiverKey) {
    parts.logger.info({ remote: request.socket.remoteAddress, method }, "unknown receiver key");
    answer(response, 404, "There is no such receiver.");
    return;
  }
  const body = await readBody(request, parts.bodyLimitBytes);
  if (body === "aborted") return;
  if (body === "too_large") {
    parts.logger.warn({ receiverKeyId: receiverKey.id }, "delivery refused: body too large");
    refuseBody(request, response);
    return;
  }
  const headers = pairs(request.rawHeaders);
  try {
    await receiveDelivery({ receiverKey, method, headers, query: target.query, body }, parts);
  } catch (cause) {
    parts.logger.error({ err: cause, receiverKeyId: receiverKey.id }, "delivery not stored");
    // Kazoo's HTTP client sends again after this by itself, and nothing is counted as failed.
    answer(response, 503, "Not stored. Send it again.", {
      "retry-after": String(storageRetrySeconds),
    });
    return;
  }
  // Any other status, 201 and 204 too, is a failed attempt to Kazoo.
  answer(response, 200, "ok");
}

/**
 * Kazoo's side of the port: `/receive/:receiverKey` on plain node:http. Answers 200 only once the
 * delivery is on disk.
 */
export function createReceiver(
  parts: ReceiverParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    response.on("error", () => request.destroy());
    handle(request, response, parts).catch((cause) => {
      parts.logger.error({ err: cause }, "receiver failed");
      request.destroy();
    });
  };
}
