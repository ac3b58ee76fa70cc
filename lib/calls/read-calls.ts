import type { Call, CallPage, CallSummary } from "@/lib/domain/call";
import { HooklineError } from "@/lib/domain/hookline-error";
import type { CallEvent } from "@/lib/payload/call-event";
import type { StoredCallEvent } from "@/lib/store/calls/call-store";
import type { EventSpan } from "@/lib/store/store";
import { assembleCalls } from "./assemble-calls";
import { openAfterMs } from "./call-state";
import { type CallContext, spanOf, withLinkedLegs } from "./calls-around";

/** What a page is made of: as many calls as lie in so many events. */
const eventsPerPage = 500;
const maxPortions = 5;
const maxInProgress = 200;

interface CallRequest extends EventSpan {
  readonly cursor?: string | undefined;
}

function encodeCursor(sequence: number): string {
  return Buffer.from(`c${sequence}`).toString("base64url");
}

/** Events below this sequence are on the next page. */
function decodeCursor(cursor: string): number {
  const sequence = Number(/^c(\d{1,15})$/.exec(Buffer.from(cursor, "base64url").toString())?.[1]);
  if (Number.isSafeInteger(sequence) && encodeCursor(sequence) === cursor) return sequence;
  throw new HooklineError("bad_cursor", "This cursor is broken. Start again from the first page.");
}

function summaryOf({ legs: _legs, ...summary }: Call): CallSummary {
  return summary;
}

/** Where each call begins in the order of events. */
function placed(events: readonly CallEvent[], now: number) {
  const places = new Map(events.map(({ id, sequence }) => [id, sequence]));
  return assembleCalls(events, now).map((call) => {
    const sequences = call.legs.flatMap((leg) => leg.events.map(({ id }) => places.get(id) ?? 0));
    return { call, begins: Math.min(...sequences) };
  });
}

/** Calls that began before the newest events, and no end of them came. */
async function inProgress(context: CallContext, now: number): Promise<readonly CallSummary[]> {
  const span = { from: now - openAfterMs, to: Number.MAX_SAFE_INTEGER };
  const ids = await context.callStore.unended(context.scope, { ...span, limit: maxInProgress });
  const events = await withLinkedLegs(context, [], ids, { from: span.from, to: now });
  return assembleCalls(events, now)
    .filter(({ state }) => state === "ringing" || state === "up")
    .map(summaryOf);
}

/**
 * Calls of the span, those that began last first; each is on the page on which it began, whole,
 * with what came of it later. The first page also has all that are in progress.
 */
export async function readCalls(
  context: CallContext,
  { cursor, from, to }: CallRequest,
  now: number,
): Promise<CallPage> {
  let below = cursor === undefined ? Number.MAX_SAFE_INTEGER : decodeCursor(cursor);
  const running = cursor === undefined && to > now ? await inProgress(context, now) : [];
  const items: CallSummary[] = [];
  let isEnd = false;
  for (let portion = 0; portion < maxPortions && items.length === 0 && !isEnd; portion += 1) {
    const request = { from, to, below, limit: eventsPerPage };
    const recent: readonly StoredCallEvent[] = await context.callStore.recent(
      context.scope,
      request,
    );
    isEnd = recent.length < eventsPerPage;
    const lowest = isEnd ? 0 : (recent.at(-1)?.sequence ?? 0);
    if (recent.length > 0) {
      const events = await withLinkedLegs(context, recent, [], spanOf(recent));
      const here = placed(events, now).filter(({ begins }) => begins >= lowest && begins < below);
      items.push(...here.sort((a, b) => b.begins - a.begins).map(({ call }) => summaryOf(call)));
    }
    below = lowest;
  }
  const shown = new Set(running.map(({ id }) => id));
  return {
    inProgress: [...running].sort((a, b) => b.startedAt - a.startedAt),
    items: items.filter(({ id }) => !shown.has(id)),
    nextCursor: isEnd ? null : encodeCursor(below),
  };
}

/** The call that a leg is of; null when nothing of it is stored. */
export async function readCall(
  context: CallContext,
  callId: string,
  now: number,
): Promise<Call | null> {
  const always = { from: 0, to: Number.MAX_SAFE_INTEGER, limit: eventsPerPage };
  const own = await context.callStore.ofCalls(context.scope, [callId], always);
  if (own.length === 0) return null;
  const events = await withLinkedLegs(context, own, [callId], spanOf(own));
  return assembleCalls(events, now).find(({ callIds }) => callIds.includes(callId)) ?? null;
}
