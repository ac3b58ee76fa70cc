import type { Logger } from "@/lib/config/logger";
import type { EventBroker } from "@/lib/live/event-broker";
import type { ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import type { EventStore } from "@/lib/store/store";
import { type Delivery, receiveDelivery, webhookIdOf } from "./receive-delivery";
import type { ReceiverMemory } from "./receiver-memory";

export interface ReceiverParts extends ReceiverMemory {
  readonly receiverKeys: ReceiverKeys;
  readonly eventStore: EventStore;
  readonly broker: EventBroker;
  readonly bodyLimitBytes: number;
  readonly logger: Logger;
}

/** What Kazoo is answered. */
export interface DeliveryAnswer {
  readonly status: 200 | 503;
  readonly text: string;
  readonly retryAfterSeconds?: number;
}

/** Answers a delivery that can't be stored, by the ladder, and says so in the log. */
export function refuseDelivery(
  delivery: Pick<Delivery, "receiverKey" | "headers">,
  parts: Pick<ReceiverParts, "answerLadder" | "logger">,
  cause: unknown,
): DeliveryAnswer {
  const { scope, id: receiverKeyId } = delivery.receiverKey;
  const webhookId = webhookIdOf(delivery.headers);
  const answer = parts.answerLadder.refuse({ scope, webhookId, receiverKeyId });
  const entry = { err: cause, accountId: scope.accountId, webhookId, receiverKeyId };
  switch (answer.rung) {
    case "hold":
      // Each held delivery comes back every few seconds: the first one tells enough.
      if (answer.begins) parts.logger.error(entry, "deliveries can't be stored and are held");
      else parts.logger.debug(entry, "delivery held");
      return {
        status: 503,
        text: "Not stored. Send it again.",
        retryAfterSeconds: answer.retryAfterSeconds,
      };
    case "fail":
      parts.logger.error(entry, "delivery not stored; Kazoo's attempt log has its body");
      return { status: 503, text: "Not stored." };
    case "give_up":
      parts.logger.error(entry, "delivery NOT STORED and answered 200, to keep the webhook on");
      return { status: 200, text: "not stored" };
  }
}

/** Stores a delivery and says how to answer it. Never rejects. */
export async function takeDelivery(
  delivery: Delivery,
  parts: ReceiverParts,
): Promise<DeliveryAnswer> {
  parts.receiverKeys.used(delivery.receiverKey);
  try {
    await receiveDelivery(delivery, parts);
  } catch (cause) {
    return refuseDelivery(delivery, parts, cause);
  }
  parts.answerLadder.stored();
  // Any other status, 201 and 204 too, is a failed attempt to Kazoo.
  return { status: 200, text: "ok" };
}
