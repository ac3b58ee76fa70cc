import type { DeliveryCounters } from "../control/delivery-counters";
import type { KeyState } from "../keys/receiver-keys";
import type { Refused } from "../limits/key-limits";
import type { SparseLog } from "../log/sparse-log";
import type { Answer } from "./answer";

/** Counts and logs refused requests, and gives the answer for each. */
export interface Refusals {
  unknownKey(client: string, method: string): Answer;
  undecidedKey(): Answer;
  badMethod(): Answer;
  tooLarge(key: KeyState): Answer;
  beyondLimits(key: KeyState, refused: Refused): Answer;
  malformed(status: MalformedStatus, text?: string): Answer;
  /** The start of the request is gone, so its target is unknown. */
  lostStart(): Answer;
}

export type MalformedStatus = 400 | 408 | 411 | 431;

const sentences: Readonly<Record<MalformedStatus, string>> = {
  400: "This is not a request that can be read.",
  408: "The request did not come whole in time.",
  411: "Say how long the body is.",
  431: "The head of the request is too large.",
};

export function createRefusals({ counts }: DeliveryCounters, log: SparseLog): Refusals {
  return {
    unknownKey(client, method) {
      counts.unknownKey += 1;
      const message = "deliveries came under receiver keys that nobody has";
      log.note("info", "unknown key", message, { client, method });
      return { status: 404, text: "There is no such receiver." };
    },
    undecidedKey() {
      counts.undecidedKey += 1;
      const text = "Hookline can't tell yet whether there is such a receiver. Send it again.";
      return { status: 503, text, retryAfterSeconds: 2 };
    },
    badMethod() {
      counts.badMethod += 1;
      return { status: 405, text: "Use GET, POST or PUT.", allow: "GET, HEAD, POST, PUT" };
    },
    tooLarge({ id, scope }) {
      counts.tooLarge += 1;
      const entry = { receiverKeyId: id, accountId: scope.accountId };
      log.note("warn", `too large ${id}`, "deliveries refused: the body is too large", entry);
      return { status: 413, text: "The body is too large." };
    },
    beyondLimits({ id, scope }, refused) {
      counts.limited += 1;
      const entry = { ...refused, receiverKeyId: id, accountId: scope.accountId };
      log.note("warn", `limited ${id}`, "deliveries are beyond their key's limits", entry);
      const { retryAfterSeconds } = refused;
      return { status: 503, text: "Too much at once. Send it again.", retryAfterSeconds };
    },
    malformed(status, text = sentences[status]) {
      counts.malformed += 1;
      return { status, text };
    },
    lostStart() {
      counts.malformed += 1;
      return { status: 503, text: "Send it again.", retryAfterSeconds: 1 };
    },
  };
}
