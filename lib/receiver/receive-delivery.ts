import { classifyEvent } from "@/lib/domain/classify-event";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import type { EventStore } from "@/lib/event-store/event-store";
import type { EventBroker } from "@/lib/live/event-broker";
import { decodePayload } from "./decode-payload";

/** One request of Kazoo's, complete. */
export interface Delivery {
  readonly receiverKey: ReceiverKey;
  readonly method: "GET" | "POST" | "PUT";
  readonly headers: readonly (readonly [string, string])[];
  /** Raw query without "?", one char per byte; null when there was none. */
  readonly query: string | null;
  readonly body: Buffer;
}

interface Parts {
  readonly eventStore: EventStore;
  readonly broker: EventBroker;
}

function header(delivery: Delivery, name: string): string | null {
  return delivery.headers.find(([candidate]) => candidate.toLowerCase() === name)?.[1] ?? null;
}

/** X-Hook-ID as claimed; an id of printable characters or nothing. */
function webhookIdOf(delivery: Delivery): string | null {
  const claimed = header(delivery, "x-hook-id")?.trim() ?? "";
  return /^[\x21-\x7e]{1,64}$/.test(claimed) ? claimed : null;
}

/**
 * Stores a delivery and tells whoever watches the account. Resolves once it is on disk; rejects
 * with what the store rejects with, and then nothing was stored.
 */
export async function receiveDelivery(
  delivery: Delivery,
  { eventStore, broker }: Parts,
): Promise<void> {
  const { method, headers, query, body, receiverKey } = delivery;
  const contentType = header(delivery, "content-type");
  const contentEncoding = header(delivery, "content-encoding");
  const { payload, problem } = decodePayload({ method, contentType, contentEncoding, query, body });
  // Appends resolve in commit order, so what follows publishes in that order too.
  const { scope, summary } = await eventStore.append({
    scope: receiverKey.scope,
    receiverKeyId: receiverKey.id,
    receivedAt: Date.now(),
    webhookId: webhookIdOf(delivery),
    method,
    headers,
    query,
    body,
    payload,
    problem,
    classification: classifyEvent(payload),
  });
  broker.publish(scope, summary);
}
