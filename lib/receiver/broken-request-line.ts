import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import { answerAndClose } from "./answer-and-close";
import { gatherRequest } from "./gather-request";
import { receiverServerOptions } from "./listener";
import { parseReceiverTarget } from "./receiver-target";
import { watchSplitHeads } from "./split-heads";
import { type ReceiverParts, takeDelivery } from "./take-delivery";

interface ParserError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
}

const toReceiver = /^(?:GET|POST|PUT) (\/receive\/[\w-]*)/;
const anyStart = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) /;
// What Node's parser says of a space, of a byte that is not ASCII, and of " HTTP/" in a target.
const brokenTarget = new Set(["HPE_INVALID_CONSTANT", "HPE_INVALID_URL", "HPE_INVALID_VERSION"]);
const headBytes = receiverServerOptions.maxHeaderSize ?? 1024 * 1024;

function statusOf(code: string): number {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  return code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
}

async function receiveBroken(
  socket: Duplex,
  start: Buffer,
  receiverKey: ReceiverKey,
  parts: ReceiverParts,
): Promise<void> {
  const { refused, durations } = parts.deliveryCounters;
  const startedAt = performance.now();
  const limits = { headBytes, bodyBytes: parts.bodyLimitBytes };
  const request = await gatherRequest(socket, start, limits);
  if (typeof request === "number") {
    if (request === 413) refused.tooLarge += 1;
    else refused.malformed += 1;
    return answerAndClose(socket, request);
  }
  const query = parseReceiverTarget(request.target)?.query ?? null;
  const { status, retryAfterSeconds } = await takeDelivery(
    { ...request, receiverKey, query },
    parts,
  );
  answerAndClose(socket, status, retryAfterSeconds);
  durations.observe((performance.now() - startedAt) / 1000);
}

/**
 * Takes the requests that Kazoo's older HTTP client sends with raw spaces and raw UTF-8 in the
 * request line, which Node's parser refuses. Everything else that it refuses is answered as Node
 * would.
 */
export function tolerateBrokenRequestLines(server: Server, parts: ReceiverParts): void {
  const heads = watchSplitHeads(server);
  const { refused } = parts.deliveryCounters;
  function refuse(socket: Duplex, status: number, retryAfterSeconds?: number): void {
    // A connection that broke is no request.
    if (socket.writable) refused.malformed += 1;
    answerAndClose(socket, status, retryAfterSeconds);
  }
  server.on("clientError", (error: ParserError, socket: Duplex) => {
    const code = error.code ?? "";
    if (!brokenTarget.has(code)) {
      refuse(socket, statusOf(code));
      return;
    }
    const start = Buffer.concat([...heads.before(socket), error.rawPacket ?? Buffer.alloc(0)]);
    const text = start.toString("latin1", 0, 200);
    const path = toReceiver.exec(text)?.[1];
    if (path !== undefined) {
      // Nothing is gathered for whoever doesn't know a key.
      const receiverKey = parts.receiverKeys.find(parseReceiverTarget(path)?.key ?? "");
      if (!receiverKey) {
        refused.unknownKey += 1;
        return answerAndClose(socket, 404);
      }
      receiveBroken(socket, start, receiverKey, parts).catch((cause) => {
        parts.logger.error({ err: cause }, "receiver failed");
        socket.destroy();
      });
    } else if (anyStart.test(text)) {
      refuse(socket, 400);
    } else {
      // The line came in pieces and its start is gone. Sent again, it will be whole or collected.
      heads.collect();
      refuse(socket, 503, 1);
    }
  });
}
