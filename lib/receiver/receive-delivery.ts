import { classifyEvent } from "@/lib/domain/classify-event";
import { newEventId } from "@/lib/domain/event-id";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import { decodePayload } from "@/lib/drain/decode/decode-payload";
import type { EventBroker } from "@/lib/live/event-broker";
import type { EventStore } from "@/lib/store/store";
import type { ReceiverMemory } from "./receiver-memory";

/** One request of Kazoo's, complete. */
export interface Delivery {
  readonly receiverKey: ReceiverKey;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: readonly (readonly [string, string])[];
  /** Raw query without "?", one char per byte; null when there was none. */
  readonly query: string | null;
  readonly body: Buffer;
}

interface Parts extends Pick<ReceiverMemory, "deliveryCounters" | "knownWebhooks" | "repeats"> {
  readonly eventStore: EventStore;
  readonly broker: EventBroker;
  readonly bodyLimitBytes: number;
}

type Headers = Delivery["headers"];

function header(headers: Headers, name: string): string | null {
  return headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1] ?? null;
}

/** An id of printable characters or nothing. */
function idIn(headers: Headers, name: string): string | null {
  const claimed = header(headers, name)?.trim() ?? "";
  return /^[\x21-\x7e]{1,64}$/.test(claimed) ? claimed : null;
}

/** X-Hook-ID as claimed: Kazoo does not sign. */
export function webhookIdOf(headers: Headers): string | null {
  return idIn(headers, "x-hook-id");
}

/**
 * Stores a delivery and tells whoever watches the account. Resolves once it is on disk; rejects
 * with what the store rejects with, and then it is stored at most without an answer.
 */
export async function receiveDelivery(delivery: Delivery, parts: Parts): Promise<void> {
  const { method, headers, query, body, receiverKey } = delivery;
  const { eventStore, broker, deliveryCounters, knownWebhooks, repeats, bodyLimitBytes } = parts;
  deliveryCounters.receivedBytes += body.byteLength + (query?.length ?? 0);
  const { payload, problem } = decodePayload({
    method,
    contentType: header(headers, "content-type"),
    contentEncoding: header(headers, "content-encoding"),
    query,
    body,
    inflateLimitBytes: bodyLimitBytes,
  });
  const webhookId = webhookIdOf(headers);
  const ownerId = idIn(headers, "x-account-id");
  const { trigger, quarantine } = knownWebhooks.judge(receiverKey.scope, { webhookId, ownerId });
  const receivedAt = Date.now();
  // Known before it is written: when the answer gets lost, it can be looked up.
  const id = newEventId(receivedAt);
  const event = {
    id,
    scope: receiverKey.scope,
    receiverKeyId: receiverKey.id,
    receivedAt,
    webhookId,
    method,
    headers,
    query,
    body,
    payload,
    problem,
    classification: classifyEvent(payload, trigger),
    quarantine,
  };
  await repeats.store({ id, receiverKey, webhookId, query, body }, (repeatOf) =>
    // Appends resolve in commit order; published right there, events come in that order too.
    eventStore.append({ ...event, repeatOf }).then(({ scope, summary }) => {
      broker.publish(scope, summary);
      deliveryCounters.stored += 1;
      if (repeatOf !== null) deliveryCounters.repeats += 1;
      if (quarantine !== null) deliveryCounters.quarantined += 1;
    }),
  );
}
