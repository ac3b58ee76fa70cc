import { createHash } from "node:crypto";
import type { AccountScope } from "@/lib/domain/account";
import { attemptRange } from "@/lib/domain/attempt";
import { eventIdOf } from "@/lib/domain/event-id";
import { HooklineError } from "@/lib/domain/hookline-error";
import type {
  NotRecoverableReason,
  RecoverableDelivery,
  RecoverReport,
  RecoverRequest,
} from "@/lib/domain/recovery";
import type { EventStore, NewEvent } from "@/lib/store/store";
import { type Firing, groupFirings, hasFailed, wasTriedAgain } from "./firings";
import { type JudgedFiring, judgeFirings } from "./judge-firings";
import { readAllAttempts } from "./read-all-attempts";
import type { LedgerContext } from "./read-ledger";

const eventsAtOnce = 500;
/** Kazoo may still try for so long after a failed try. */
const triedAgainMs = 120_000;
/** What waits no longer than this is on its way. */
const drainedWithinMs = 10_000;

export interface RecoverContext extends LedgerContext {
  readonly eventStore: Pick<EventStore, "appendOnce">;
  /** What a delivery that never arrived would have become. */
  readonly toRecoveredEvent: (delivery: RecoverableDelivery) => NewEvent;
  /** Tells those who watch the account that it has events up to this sequence. */
  readonly told: (scope: AccountScope, sequence: number) => void;
  /** Unix milliseconds: what is older would be dropped at once. Null: nothing is. */
  readonly keptSince: number | null;
  /** Since when deliveries of the account wait to be stored, Unix milliseconds; null: none does. */
  readonly waitingSince: number | null;
}

type Verdict = RecoverableDelivery | NotRecoverableReason | "stored";

function digestOf({ cluster, accountId }: AccountScope, key: string, body: Uint8Array): string {
  const what = JSON.stringify([cluster, accountId, key]);
  return createHash("sha256").update(what).update(body).digest("hex");
}

function verdictOf({ firing, stored }: JudgedFiring, context: RecoverContext): Verdict {
  const { scope, receiverKeys, keptSince } = context;
  const { request, at, trigger } = firing.first;
  const { method, bytes, headers } = request;
  if (stored.length > 0) return "stored";
  if (!receiverKeys.owns(scope, request.uri)) return "elsewhere";
  if (method === "GET") return "get";
  const isSent = method === "POST" || method === "PUT";
  if (!isSent || bytes === null || bytes.byteLength === 0) return "no_body";
  if (keptSince !== null && at < keptSince) return "past_retention";
  const id = eventIdOf(at, digestOf(scope, firing.key, bytes));
  const { webhookId } = firing;
  return { scope, id, attemptedAt: at, webhookId, trigger, method, headers, body: bytes };
}

/** Each is stored once: its id is made from the firing, and whoever comes second finds it. */
async function storeAll(
  { scope, eventStore, toRecoveredEvent, told }: RecoverContext,
  deliveries: readonly RecoverableDelivery[],
): Promise<number> {
  // As they would have come.
  const inOrder = [...deliveries].sort((a, b) => a.attemptedAt - b.attemptedAt);
  let stored = 0;
  for (let start = 0; start < inOrder.length; start += eventsAtOnce) {
    const events = inOrder.slice(start, start + eventsAtOnce).map(toRecoveredEvent);
    const appended = await eventStore.appendOnce(events);
    stored += appended.length;
    const last = appended.at(-1);
    if (last) told(scope, last.summary.sequence);
  }
  return stored;
}

function countReasons(verdicts: readonly Verdict[]): RecoverReport["notRecoverable"] {
  const counts = new Map<NotRecoverableReason, number>();
  for (const verdict of verdicts) {
    if (typeof verdict !== "string" || verdict === "stored") continue;
    counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => ({ reason, count }));
}

/** What has arrived and isn't in the database yet would look as if it had not. */
function requireDrained({ waitingSince }: RecoverContext, to: number): void {
  if (waitingSince === null || waitingSince > Math.min(to, Date.now() - drainedWithinMs)) return;
  const sentence =
    "Deliveries that arrived still wait to be stored, so it can't be told yet what is missing. Try again once they are.";
  throw new HooklineError("storage_unavailable", sentence);
}

/** Whether the next try may still come. */
function isUnderWay(firing: Firing): boolean {
  return wasTriedAgain(firing) && firing.last.at > Date.now() - triedAgainMs;
}

/**
 * Stores the bodies of deliveries that failed and never arrived, from Kazoo's record of the attempts,
 * as the events they would have been.
 */
export async function recoverEvents(
  context: RecoverContext,
  request: RecoverRequest,
): Promise<RecoverReport> {
  const { webhookId, dryRun } = request;
  const range = attemptRange(request);
  requireDrained(context, range.to);
  const { attempts, isComplete } = await readAllAttempts(context, { ...range, webhookId });
  const owns = (url: string) => context.receiverKeys.owns(context.scope, url);
  const judged = await judgeFirings(context, groupFirings(attempts), owns);
  const found = judged.filter(
    ({ firing, outcome }) =>
      hasFailed(firing) ||
      outcome === "recovered" ||
      (outcome === "missing" && !isUnderWay(firing)),
  );
  const verdicts = found.map((one) => verdictOf(one, context));
  const recoverable = verdicts.filter((verdict) => typeof verdict !== "string");
  const recovered = dryRun ? recoverable.length : await storeAll(context, recoverable);
  const stored = verdicts.filter((verdict) => verdict === "stored").length;
  return {
    found: found.length,
    // Others may have stored some meanwhile.
    alreadyStored: stored + recoverable.length - recovered,
    recovered,
    notRecoverable: countReasons(verdicts),
    complete: isComplete,
  };
}
