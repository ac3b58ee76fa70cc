import type { AccountScope } from "@/lib/domain/account";
import type { EventSummary } from "@/lib/domain/event";
import type { EventStore } from "@/lib/store/store";
import type { EventBroker } from "./event-broker";

const backlogPage = 200;
const longestQueue = 1_000;
const longestBacklog = 2_000;

export interface EventStreamRequest {
  readonly scope: AccountScope;
  /** Events with a greater sequence come, all of them, once each, oldest first. */
  readonly afterSequence: number;
  readonly eventStore: Pick<EventStore, "since" | "search">;
  readonly broker: EventBroker;
  readonly signal: AbortSignal;
  /** After so many stored events a viewer is told to read its lists again instead. */
  readonly backlogLimit?: number;
  /** A viewer that is this many live events behind is ended; it resumes where it was. */
  readonly queueLimit?: number;
}

/**
 * An event, or that those up to a sequence have changed or are too many to be told: what was read
 * of them is to be read again.
 */
export type StreamItem = EventSummary | { readonly refetch: number };

/**
 * The events of an account from a sequence on: first what is stored, then live. Subscribes before
 * it reads the backlog and drops what it has already given, so there is no gap and no duplicate.
 * Ends when the signal aborts or the viewer falls too far behind.
 */
export async function* openEventStream(
  request: EventStreamRequest,
): AsyncGenerator<StreamItem, void, void> {
  const { scope, eventStore, broker, signal } = request;
  const { queueLimit = longestQueue, backlogLimit = longestBacklog } = request;
  const queue: EventSummary[] = [];
  let lastSequence = request.afterSequence;
  let told = 0;
  let overflown = false;
  let isOutdated = false;
  let wake = (): void => {};

  const unsubscribe = broker.subscribe(scope, {
    received(event) {
      if (queue.length < queueLimit) queue.push(event);
      else overflown = true;
      wake();
    },
    refetch() {
      isOutdated = true;
      wake();
    },
  });
  const onAbort = (): void => wake();
  signal.addEventListener("abort", onAbort);

  try {
    while (!signal.aborted) {
      // What overflows while a backlog is read is still in the store: read on from there.
      if (overflown) queue.length = 0;
      overflown = false;
      const page = await eventStore.since(scope, lastSequence, backlogPage);
      for (const event of page) {
        if (signal.aborted) return;
        lastSequence = event.sequence;
        told += 1;
        yield event;
      }
      if (page.length < backlogPage && !overflown) break;
      if (told < backlogLimit) continue;
      told = 0;
      ({ lastSequence } = await eventStore.search(scope, {}, { limit: 1 }));
      yield { refetch: lastSequence };
    }
    while (!signal.aborted && !overflown) {
      if (isOutdated) {
        isOutdated = false;
        yield { refetch: lastSequence };
        continue;
      }
      const event = queue.shift();
      if (!event) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      } else if (event.sequence > lastSequence) {
        lastSequence = event.sequence;
        yield event;
      }
    }
  } finally {
    unsubscribe();
    signal.removeEventListener("abort", onAbort);
  }
}
