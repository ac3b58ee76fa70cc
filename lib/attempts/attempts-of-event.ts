import { HooklineError } from "@/lib/domain/hookline-error";
import { viewAttempt } from "@/lib/secrets/view-attempt";
import type { ViewedAttempt } from "@/lib/secrets/viewed-attempt";
import type { EventStore } from "@/lib/store/store";
import type { AttemptContext } from "./attempt-context";
import { groupFirings } from "./firings";
import { joinDeliveries } from "./join-deliveries";
import { numberTries } from "./number-tries";
import { readAllAttempts } from "./read-all-attempts";
import { toAttempt } from "./to-attempt";

/** A connection that is lost may have hung for two minutes, and four more tries follow it. */
const aroundMs = 600_000;

interface AttemptsOfEventContext extends AttemptContext {
  readonly eventStore: Pick<EventStore, "get">;
}

interface AttemptsOfEvent {
  /** Newest first. */
  readonly items: readonly ViewedAttempt[];
  readonly nextCursor: null;
}

/** What Kazoo logs of trying to deliver one stored event; nothing where it came at the first try. */
export async function attemptsOfEvent(
  context: AttemptsOfEventContext,
  eventId: string,
): Promise<AttemptsOfEvent> {
  const event = await context.eventStore.get(context.scope, eventId);
  if (!event) {
    throw new HooklineError("event_not_found", "There is no such event in this account.");
  }
  const { webhookId, receivedAt } = event;
  if (webhookId === null) return { items: [], nextCursor: null };
  const range = { webhookId, from: receivedAt - aroundMs, to: receivedAt + aroundMs };
  const { attempts } = await readAllAttempts(context, range);
  const firings = groupFirings(attempts);
  const joined = await joinDeliveries(context, firings);
  const isOf = (key: string) => joined.get(key)?.some(({ id }) => id === eventId) ?? false;
  const tryNumberOf = numberTries(attempts);
  const items = firings
    .filter(({ key }) => isOf(key))
    .flatMap((firing) => firing.attempts)
    .sort((a, b) => b.at - a.at || (a.retriesLeft ?? -1) - (b.retriesLeft ?? -1))
    .map((attempt) => viewAttempt(toAttempt(attempt, tryNumberOf(attempt), eventId)));
  return { items, nextCursor: null };
}
