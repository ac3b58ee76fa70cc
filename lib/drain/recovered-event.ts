import type { RecoverableDelivery } from "@/lib/domain/recovery";
import { classifyEvent } from "@/lib/payload/classify-event";
import type { NewEvent } from "@/lib/store/store";
import { decodePayload } from "./decode/decode-payload";
import { readSender } from "./sender";

/**
 * A delivery that never arrived as the event it would have been. Kazoo itself says which webhook
 * sent it, so nothing is to be judged, and it counts as received when its first try failed.
 */
export function toRecoveredEvent(
  delivery: RecoverableDelivery,
  inflateLimitBytes: number,
): NewEvent {
  const { scope, id, attemptedAt, webhookId, trigger, method, headers, body } = delivery;
  const { contentType } = readSender(headers);
  const { payload, problem } = decodePayload({
    method,
    contentType,
    contentEncoding: null,
    query: null,
    body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    inflateLimitBytes,
  });
  return {
    id,
    scope,
    receiverKeyId: "",
    receivedAt: attemptedAt,
    method,
    headers,
    query: null,
    body,
    payload,
    problem,
    classification: classifyEvent(payload, trigger),
    webhookId,
    quarantine: null,
    origin: "recovered",
  };
}
