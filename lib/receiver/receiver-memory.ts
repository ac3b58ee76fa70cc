import { type AnswerLadder, createAnswerLadder, type LadderOptions } from "./answer-ladder";
import { createDeliveryCounters, type DeliveryCounters } from "./delivery-counters";
import { createKnownWebhooks, type KnownWebhooks } from "./known-webhooks";
import { createRepeats, type Repeats, type RepeatsOptions } from "./repeats";

/** What the receiver remembers from one delivery to the next; one per process. */
export interface ReceiverMemory {
  readonly answerLadder: AnswerLadder;
  readonly deliveryCounters: DeliveryCounters;
  readonly knownWebhooks: KnownWebhooks;
  readonly repeats: Repeats;
}

type MemoryOptions = LadderOptions & Pick<RepeatsOptions, "storedDeliveries" | "logger">;

export function createReceiverMemory(options: MemoryOptions = {}): ReceiverMemory {
  const { now, storedDeliveries, logger } = options;
  return {
    answerLadder: createAnswerLadder(options),
    deliveryCounters: createDeliveryCounters(),
    knownWebhooks: createKnownWebhooks(now),
    repeats: createRepeats({ now, storedDeliveries, logger }),
  };
}
