import type { FiredEvent } from "../firing/fired-event";
import type { Random } from "../state/random";
import { outsideNumber } from "./people";

const TEXTS = [
  "Your table is ready.",
  "Running ten minutes late, sorry!",
  "Grüße aus Zürich 👋",
  "Can you call me back? 1+1=2 & 50% off",
] as const;

/** A text or picture message from outside (docs/kazoo.md#parking-and-messages). */
export function messageEvent(random: Random, accountId: string, type: "sms" | "mms"): FiredEvent {
  return {
    accountId,
    trigger: type,
    payload: {
      id: random.hex(32),
      account_id: accountId,
      type,
      from: outsideNumber(random),
      to: `+1415555${1000 + random.integer(9000)}`,
      body: random.pick([...TEXTS]),
      origin: "offnet",
    },
  };
}
