import type { AccountScope } from "@/lib/domain/account";
import { type CallEvent, readCallEvent } from "@/lib/payload/call-event";
import type { CallStore, StoredCallEvent } from "@/lib/store/calls/call-store";
import type { EventSpan } from "@/lib/store/store";

/** A call is transferred a few times at most, and each is a step from leg to leg. */
const maxRounds = 6;
/** SQLite's index takes so many words in a search. */
const idsPerStatement = 200;
const maxEventsPerStatement = 5_000;
/** Legs of one call are no further apart. */
const longestCallMs = 12 * 3_600_000;

export interface CallContext {
  readonly callStore: CallStore;
  readonly scope: AccountScope;
}

/** The events that are known, with all events of legs that they belong to or lead to. */
export async function withLinkedLegs(
  { callStore, scope }: CallContext,
  known: readonly StoredCallEvent[],
  callIds: readonly string[],
  span: EventSpan,
): Promise<readonly CallEvent[]> {
  const events = new Map<string, CallEvent>();
  const add = (stored: readonly StoredCallEvent[]) => {
    for (const event of stored) {
      const read = readCallEvent(event);
      if (read) events.set(read.id, read);
    }
  };
  add(known);
  const around = { from: span.from - longestCallMs, to: span.to + longestCallMs };
  const asked = new Set<string>();
  for (let round = 0; round < maxRounds; round += 1) {
    const named = [...events.values()].flatMap(({ callId, otherCallId }) => [callId, otherCallId]);
    const ids = new Set([...callIds, ...named].filter((id) => id !== null && !asked.has(id)));
    const next = [...ids].filter((id) => id !== null);
    if (next.length === 0) break;
    for (let at = 0; at < next.length; at += idsPerStatement) {
      const some = next.slice(at, at + idsPerStatement);
      for (const id of some) asked.add(id);
      add(await callStore.ofCalls(scope, some, { ...around, limit: maxEventsPerStatement }));
    }
  }
  return [...events.values()];
}

export function spanOf(events: readonly StoredCallEvent[]): EventSpan {
  const times = events.map(({ receivedAt }) => receivedAt);
  return { from: Math.min(...times), to: Math.max(...times) + 1 };
}
