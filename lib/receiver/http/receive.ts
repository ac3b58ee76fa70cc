import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { DeliveryCounters } from "../control/delivery-counters";
import type { KeyState, ReceiverKeys } from "../keys/receiver-keys";
import type { Upload } from "../limits/key-limits";
import { clientOf } from "../log/client-of";
import { costOfHead, type PagePace } from "../pages/page-pace";
import type { Answer, Answers } from "./answer";
import { bytesOfHead } from "./bytes-of-head";
import { type NoBody, readBody } from "./read-body";
import type { Refusals } from "./refusals";
import type { Deliveries, Delivery } from "./take-delivery";
import type { Target } from "./target";

type ReceiveTarget = Extract<Target, { kind: "receive" }>;
export type Receive = (
  request: IncomingMessage,
  response: ServerResponse,
  target: ReceiveTarget,
) => void;

export interface ReceiveParts {
  readonly keys: ReceiverKeys;
  readonly deliveries: Deliveries;
  readonly counters: DeliveryCounters;
  readonly answers: Answers;
  readonly refusals: Refusals;
  readonly bodyLimitBytes: number;
  readonly trustProxy: boolean;
  /** For those under keys that nobody has. */
  readonly pace: PagePace;
  /** A request under a known key came on this connection. */
  readonly onKnownKey: (socket: Socket) => void;
}

type BegunDelivery = Omit<Delivery, "body" | "headers">;

const isThere: Answer = { status: 200, text: "ok" };
/** Node silently drops headers beyond its maximum, and an event must have all of them. */
export const maxHeaders = 2_000;

function pairs(rawHeaders: readonly string[]): [string, string][] {
  const headers: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""]);
  }
  return headers;
}

/**
 * Kazoo's side of the port: a request under `/receive/`, answered 200 only once its record is
 * synced.
 */
export function createReceive(parts: ReceiveParts): Receive {
  const { keys, deliveries, refusals, bodyLimitBytes, trustProxy, pace, onKnownKey } = parts;
  const { counts, observe } = parts.counters;
  const { answer, answerUnread } = parts.answers;

  function refuseBody(
    request: IncomingMessage,
    response: ServerResponse,
    key: KeyState,
    why: NoBody,
  ): void {
    if (why === "aborted") counts.aborted += 1;
    else if (why === "too_large") answerUnread(request, response, refusals.tooLarge(key));
    else if (why !== "tiny_pieces") answer(response, refusals.beyondLimits(key, why));
    else {
      const malformed = refusals.malformed(400, "The body comes in too many pieces.");
      answerUnread(request, response, malformed);
    }
  }

  function takeBody(
    request: IncomingMessage,
    response: ServerResponse,
    upload: Upload,
    { key, method, query }: BegunDelivery,
  ): void {
    const startedAt = performance.now();
    readBody(request, bodyLimitBytes, upload, (body) => {
      if (!Buffer.isBuffer(body)) {
        upload.end();
        refuseBody(request, response, key, body);
        return;
      }
      const delivery = { key, method, query, headers: pairs(request.rawHeaders), body };
      deliveries.take(delivery, (taken) => {
        upload.end();
        answer(response, taken);
        observe((performance.now() - startedAt) / 1000);
      });
    });
  }

  function beginUpload(
    request: IncomingMessage,
    response: ServerResponse,
    delivery: BegunDelivery,
  ): void {
    const { key } = delivery;
    const upload = key.limits.begin(request.socket);
    if ("excess" in upload) {
      const refusal = refusals.beyondLimits(key, upload);
      if (upload.excess === "connections") answerUnread(request, response, refusal);
      else answer(response, refusal);
      return;
    }
    const refused = upload.take(bytesOfHead(request));
    if (refused) {
      upload.end();
      answer(response, refusals.beyondLimits(key, refused));
      return;
    }
    takeBody(request, response, upload, delivery);
  }

  function receive(
    request: IncomingMessage,
    response: ServerResponse,
    query: string | null,
    key: KeyState,
  ): void {
    const { method, rawHeaders, socket } = request;
    onKnownKey(socket);
    if (method === "HEAD") {
      answer(response, isThere);
    } else if (method !== "GET" && method !== "POST" && method !== "PUT") {
      answer(response, refusals.badMethod());
    } else if (rawHeaders.length >= 2 * maxHeaders) {
      const malformed = refusals.malformed(431, "There are too many headers.");
      answerUnread(request, response, malformed);
    } else {
      beginUpload(request, response, { key, method, query });
    }
  }

  function refuseUnknown(request: IncomingMessage, response: ServerResponse): void {
    pace.run(request.socket, costOfHead(bytesOfHead(request)), () => {
      const client = clientOf(request, trustProxy);
      answer(response, refusals.unknownKey(client, request.method ?? ""));
    });
  }

  return (request, response, { key, query }) => {
    const found = keys.find(key);
    if (typeof found === "object") {
      receive(request, response, query, found);
      return;
    }
    if (found === "unknown") {
      refuseUnknown(request, response);
      return;
    }
    void keys.decide(key).then((decided) => {
      if (typeof decided === "object") receive(request, response, query, decided);
      else if (decided === "unknown") refuseUnknown(request, response);
      else answer(response, refusals.undecidedKey());
    });
  };
}
