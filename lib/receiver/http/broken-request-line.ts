import type { Server } from "node:http";
import type { Duplex } from "node:stream";
import type { KeyState } from "../keys/receiver-keys";
import type { Upload } from "../limits/key-limits";
import type { Answer } from "./answer";
import { answerInTurnAndClose } from "./answer-and-close";
import { gatherRequest } from "./gather-request";
import type { ReceiveParts } from "./receive";
import type { MalformedStatus } from "./refusals";
import { watchSplitHeads } from "./split-heads";
import { parseTarget } from "./target";

interface ParserError extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
}

interface BrokenLineParts extends Omit<ReceiveParts, "answers" | "trustProxy" | "onKnownKey"> {
  readonly basePath: string;
  readonly maxHeadBytes: number;
}

const start = /^(GET|POST|PUT) ([^ ?\r\n]*)/;
const anyStart = /^(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH) /;
const startBytes = 1_000;
// What Node's parser says of a space, of a byte that is not ASCII, and of " HTTP/" in a target.
const brokenTarget = new Set(["HPE_INVALID_CONSTANT", "HPE_INVALID_URL", "HPE_INVALID_VERSION"]);

function statusOf(code: string): MalformedStatus {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return 408;
  return code === "HPE_HEADER_OVERFLOW" ? 431 : 400;
}

function queryOf(target: string): string | null {
  const mark = target.indexOf("?");
  return mark === -1 ? null : target.slice(mark + 1);
}

function addressOf(socket: Duplex): string {
  return "remoteAddress" in socket ? String(socket.remoteAddress) : "unknown";
}

/**
 * Takes the requests that Kazoo's older HTTP client sends with raw spaces and raw UTF-8 in the
 * request line, which Node's parser refuses. Everything else that it refuses is answered as Node
 * would, with a sentence.
 */
export function tolerateBrokenRequestLines(server: Server, parts: BrokenLineParts): void {
  const { keys, deliveries, refusals, counters, basePath, maxHeadBytes, bodyLimitBytes } = parts;
  const limits = { headBytes: maxHeadBytes, bodyBytes: bodyLimitBytes };
  const heads = watchSplitHeads(server);

  async function take(
    socket: Duplex,
    begun: Buffer,
    key: KeyState,
    upload: Upload,
  ): Promise<Answer> {
    const startedAt = performance.now();
    const request = await gatherRequest(socket, begun, limits, upload);
    if (request === 413) return refusals.tooLarge(key);
    if (typeof request === "number") return refusals.malformed(request);
    if ("excess" in request) return refusals.beyondLimits(key, request);
    const { target, ...sent } = request;
    const delivery = { ...sent, key, query: queryOf(target) };
    const answer = await new Promise<Answer>((resolve) => deliveries.take(delivery, resolve));
    counters.observe((performance.now() - startedAt) / 1000);
    return answer;
  }

  async function receive(
    socket: Duplex,
    begun: Buffer,
    method: string,
    key: string,
  ): Promise<Answer> {
    const found = keys.find(key);
    if (found === "unknown") return refusals.unknownKey(addressOf(socket), method);
    if (found === "undecided") {
      // Don't wait for the look-up here: the repeated request finds the key decided.
      void keys.decide(key);
      return refusals.undecidedKey();
    }
    const upload = found.limits.begin(socket);
    if ("excess" in upload) return refusals.beyondLimits(found, upload);
    const answer = await take(socket, begun, found, upload);
    upload.end();
    return answer;
  }

  function refuse(socket: Duplex, status: MalformedStatus): void {
    // A connection that broke is no request.
    if (socket.writable) answerInTurnAndClose(socket, refusals.malformed(status));
    else socket.destroy();
  }

  server.on("clientError", (error: ParserError, socket: Duplex) => {
    const code = error.code ?? "";
    if (!brokenTarget.has(code)) return refuse(socket, statusOf(code));
    const begun = Buffer.concat([...heads.before(socket), error.rawPacket ?? Buffer.alloc(0)]);
    const text = begun.toString("latin1", 0, startBytes);
    const [, method = "", path = ""] = start.exec(text) ?? [];
    const target = parseTarget(path, basePath);
    if (target.kind === "receive") {
      void receive(socket, begun, method, target.key).then((answer) => {
        answerInTurnAndClose(socket, answer);
      });
    } else if (anyStart.test(text)) {
      refuse(socket, 400);
    } else {
      // The line came in pieces and its start is gone. Sent again, it will be whole or collected.
      heads.collect();
      answerInTurnAndClose(socket, refusals.lostStart());
    }
  });
}
