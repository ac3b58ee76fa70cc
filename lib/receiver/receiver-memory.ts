import { type AnswerLadder, createAnswerLadder, type LadderOptions } from "./answer-ladder";
import { createKnownWebhooks, type KnownWebhooks } from "./known-webhooks";
import { createRepeats, type Repeats } from "./repeats";

/** What the receiver remembers from one delivery to the next; one per process. */
export interface ReceiverMemory {
  readonly answerLadder: AnswerLadder;
  readonly knownWebhooks: KnownWebhooks;
  readonly repeats: Repeats;
}

export function createReceiverMemory(options: LadderOptions = {}): ReceiverMemory {
  return {
    answerLadder: createAnswerLadder(options),
    knownWebhooks: createKnownWebhooks(options.now),
    repeats: createRepeats(options.now),
  };
}
