import type { AccountScope } from "@/lib/domain/account";
import { withPatience } from "@/lib/domain/with-patience";
import type { StoredDeliveries } from "./stored-deliveries";

const defaultPatienceMs = 500;
// What isn't answered goes on waiting inside the store: an outage must not pile that up.
const mostAsked = 64;

/** An event that the store was given and whose writing failed: perhaps only the answer got lost. */
export interface PerhapsStored {
  readonly id: string;
  /** Unix milliseconds. */
  readonly at: number;
}

export interface FoundStored {
  /** The first that is stored; null when none is known to be. */
  readonly stored: PerhapsStored | null;
  /** Those of which it couldn't be told. */
  readonly unsure: readonly PerhapsStored[];
}

/** Looks events up that are perhaps stored. Never rejects; what can't be told in time is unsure. */
export function createStoredLookup(
  has: StoredDeliveries["has"],
  patienceMs = defaultPatienceMs,
): (scope: AccountScope, events: readonly PerhapsStored[]) => Promise<FoundStored> {
  let asked = 0;

  async function ask(scope: AccountScope, id: string): Promise<boolean | undefined> {
    if (asked >= mostAsked) return undefined;
    asked += 1;
    const answer = has(scope, id).finally(() => {
      asked -= 1;
    });
    return withPatience(answer, patienceMs).catch(() => undefined);
  }

  return async (scope, events) => {
    const answers = await Promise.all(events.map(({ id }) => ask(scope, id)));
    return {
      stored: events.find((_, index) => answers[index] === true) ?? null,
      unsure: events.filter((_, index) => answers[index] === undefined),
    };
  };
}
