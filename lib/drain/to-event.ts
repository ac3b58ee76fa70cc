import type { DecodeProblem, Payload } from "@/lib/domain/event";
import { classifyEvent } from "@/lib/payload/classify-event";
import type { SpoolRecord } from "@/lib/spool/spool";
import { decodePayload } from "./decode/decode-payload";
import { digestOf } from "./digest";
import { judge } from "./judge";
import { readSender, type Sender } from "./sender";
import type { AccountKnowledge, DrainedEvent } from "./sink";

/** A record and what its headers say, before anything is known of its account. */
export interface ReceivedDelivery {
  readonly record: SpoolRecord;
  readonly sender: Sender;
}

export function toDelivery(record: SpoolRecord): ReceivedDelivery {
  return { record, sender: readSender(record.headers) };
}

function eventOf(
  delivery: ReceivedDelivery,
  knowledge: AccountKnowledge,
  payload: Payload | null,
  problem: DecodeProblem | null,
): DrainedEvent {
  const { record, sender } = delivery;
  const { scope, receiverKeyId, receivedAt } = record;
  const { webhookId, ownerId } = sender;
  const claims = { accountId: scope.accountId, receiverKeyId, webhookId, ownerId, receivedAt };
  const verdict = judge(claims, knowledge);
  return {
    id: record.id,
    scope,
    receiverKeyId,
    receivedAt,
    method: record.method,
    headers: record.headers,
    query: record.query,
    body: record.body,
    payload,
    problem,
    classification: classifyEvent(payload, verdict.trigger),
    webhookId: verdict.webhookId,
    quarantine: verdict.quarantine,
    origin: verdict.origin,
    digest: digestOf(record, webhookId ?? receiverKeyId),
  };
}

/** A delivery as the event it is; `inflateLimitBytes` bounds a compressed body. */
export function toEvent(
  delivery: ReceivedDelivery,
  knowledge: AccountKnowledge,
  inflateLimitBytes: number,
): DrainedEvent {
  const { method, query, body } = delivery.record;
  const { contentType, contentEncoding } = delivery.sender;
  const { payload, problem } = decodePayload({
    method,
    contentType,
    contentEncoding,
    query,
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    inflateLimitBytes,
  });
  return eventOf(delivery, knowledge, payload, problem);
}

/** The same with its bytes only, for one that can't be stored decoded. */
export function toUndecodedEvent(
  delivery: ReceivedDelivery,
  knowledge: AccountKnowledge,
): DrainedEvent {
  const message = "The delivery can't be stored as what it says; its bytes are kept as they came.";
  return eventOf(delivery, knowledge, null, { code: "undecodable", message });
}
