import type { LedgerOutcome } from "@/lib/domain/ledger";
import type { StoredDelivery } from "@/lib/store/deliveries/delivery-store";
import type { AttemptContext } from "./attempt-context";
import { type Firing, hasFailed } from "./firings";
import { joinDeliveries } from "./join-deliveries";

/** A firing of which Kazoo logs something, seen from both ends. */
export interface JudgedFiring {
  readonly firing: Firing;
  readonly outcome: LedgerOutcome;
  /** What is stored of it, what was recovered first. */
  readonly stored: readonly StoredDelivery[];
  /** How many tries failed. */
  readonly failed: number;
}

function outcomeOf(
  firing: Firing,
  failed: number,
  stored: readonly StoredDelivery[],
  receivesHere: boolean,
): LedgerOutcome {
  const arrived = stored.some(({ isRecovered }) => !isRecovered);
  // Of what is posted elsewhere, Kazoo's word is all there is.
  const isThere = receivesHere ? arrived : !hasFailed(firing);
  if (!isThere) return stored.length > 0 ? "recovered" : "missing";
  if (failed === 0) return "arrived";
  return hasFailed(firing) ? "disputed" : "retried";
}

/** Each firing with its outcome and what is stored of it. */
export async function judgeFirings(
  context: Pick<AttemptContext, "deliveryStore" | "scope">,
  firings: readonly Firing[],
  receivesHere: (url: string) => boolean,
): Promise<JudgedFiring[]> {
  const joined = await joinDeliveries(context, firings);
  return firings.map((firing) => {
    const stored = joined.get(firing.key) ?? [];
    const failed = firing.attempts.filter(({ result }) => result === "failure").length;
    const isHere = receivesHere(firing.first.request.uri);
    return { firing, stored, failed, outcome: outcomeOf(firing, failed, stored, isHere) };
  });
}
