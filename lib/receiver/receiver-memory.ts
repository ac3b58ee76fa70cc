import { type AnswerLadder, createAnswerLadder, type LadderOptions } from "./answer-ladder";
import { createDeliveryCounters, type DeliveryCounters } from "./delivery-counters";
import { createKnownWebhooks, type KnownWebhooks } from "./known-webhooks";
import { createRepeats, type RecallDeliveries, type Repeats } from "./repeats";

/** What the receiver remembers from one delivery to the next; one per process. */
export interface ReceiverMemory {
  readonly answerLadder: AnswerLadder;
  readonly deliveryCounters: DeliveryCounters;
  readonly knownWebhooks: KnownWebhooks;
  readonly repeats: Repeats;
}

interface MemoryOptions extends LadderOptions {
  /** For what came before this process was started. */
  readonly recall?: RecallDeliveries;
}

export function createReceiverMemory(options: MemoryOptions = {}): ReceiverMemory {
  const { now, recall } = options;
  return {
    answerLadder: createAnswerLadder(options),
    deliveryCounters: createDeliveryCounters(),
    knownWebhooks: createKnownWebhooks(now),
    repeats: createRepeats({ now, recall }),
  };
}
