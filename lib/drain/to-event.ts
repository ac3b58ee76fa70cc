import { createHash } from "node:crypto";
import { classifyEvent } from "@/lib/domain/classify-event";
import type { DecodeProblem, Payload } from "@/lib/domain/event";
import type { SpoolRecord } from "@/lib/spool/spool";
import { decodePayload } from "./decode/decode-payload";
import { judge } from "./judge";
import { readSender, type Sender } from "./sender";
import type { AccountKnowledge, DrainedEvent } from "./sink";

const digestBytes = 16;

/** A record and what its headers say, before anything is known of its account. */
export interface ReceivedDelivery {
  readonly record: SpoolRecord;
  readonly sender: Sender;
}

export function toDelivery(record: SpoolRecord): ReceivedDelivery {
  return { record, sender: readSender(record.headers) };
}

/** The same for deliveries that are the same: the account, who sent it and all it sent. */
function digestOf({ record, sender }: ReceivedDelivery): Uint8Array {
  const { scope, receiverKeyId, query, body } = record;
  const from = sender.webhookId ?? receiverKeyId;
  return createHash("sha256")
    .update(JSON.stringify([scope.cluster, scope.accountId, from, query]))
    .update(body)
    .digest()
    .subarray(0, digestBytes);
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
    ...record,
    payload,
    problem,
    classification: classifyEvent(payload, verdict.trigger),
    webhookId: verdict.webhookId,
    quarantine: verdict.quarantine,
    origin: verdict.origin,
    digest: digestOf(delivery),
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
