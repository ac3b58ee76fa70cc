import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { EventSummary } from "@/lib/domain/event";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { EventStore } from "@/lib/store/store";
import { newEvent } from "@/tests/support/new-event";
import { openTestStore, silentLogger, temporaryDatabase } from "@/tests/support/sqlite-event-store";
import { openEventStream } from "./event-stream";
import { createInProcessEventBroker } from "./in-process-event-broker";

let opened: OpenedEventStore;
let eventStore: EventStore;
const database = temporaryDatabase();
const broker = createInProcessEventBroker(silentLogger);

beforeAll(async () => {
  opened = await openTestStore(database.file);
  eventStore = opened.eventStore;
});
afterAll(async () => {
  await opened.close();
  database.remove();
});

let accounts = 0;
/** An account that no other test writes to. */
function freshScope(): AccountScope {
  accounts += 1;
  return { cluster: "default", accountId: `account-${accounts}` };
}

async function receive(scope: AccountScope, count: number): Promise<number[]> {
  const appends = Array.from({ length: count }, async () => {
    const { summary } = await eventStore.append(newEvent({ id: "x" }, { scope }));
    broker.publish(scope, summary);
    return summary.sequence;
  });
  return Promise.all(appends);
}

async function take(events: AsyncIterator<EventSummary>, count: number): Promise<number[]> {
  const sequences: number[] = [];
  while (sequences.length < count) {
    const { value, done } = await events.next();
    if (done) break;
    sequences.push(value.sequence);
  }
  return sequences;
}

const never = new AbortController().signal;

describe("an event stream", () => {
  it("gives what is stored after the sequence, then what comes, each once", async () => {
    const scope = freshScope();
    const stored = await receive(scope, 450);
    const afterSequence = stored[9] ?? 0;
    const events = openEventStream({ scope, afterSequence, eventStore, broker, signal: never });
    expect(await take(events, 440)).toEqual(stored.slice(10));
    const next = events.next();
    const live = await receive(scope, 3);
    expect([(await next).value?.sequence, ...(await take(events, 2))]).toEqual(live);
    await events.return();
  });

  it("has no gap and no duplicate when events come while the backlog is read", async () => {
    const scope = freshScope();
    const stored = await receive(scope, 250);
    const events = openEventStream({ scope, afterSequence: 0, eventStore, broker, signal: never });
    const first = await take(events, 5);
    const during = await receive(scope, 250);
    const rest = await take(events, 495);
    expect([...first, ...rest]).toEqual([...stored, ...during]);
    await events.return();
  });

  it("reads again what overflowed its queue while it was still behind", async () => {
    const scope = freshScope();
    const stored = await receive(scope, 10);
    const request = { scope, afterSequence: 0, eventStore, broker, signal: never, queueLimit: 3 };
    const events = openEventStream(request);
    const first = await take(events, 1);
    const during = await receive(scope, 40);
    expect([...first, ...(await take(events, 49))]).toEqual([...stored, ...during]);
    await events.return();
  });

  it("ends for a viewer that is too slow, which resumes without a gap", async () => {
    const scope = freshScope();
    let backlogRead = (): void => {};
    const live = new Promise<void>((resolve) => {
      backlogRead = () => setImmediate(resolve);
    });
    const watched: Pick<EventStore, "since"> = {
      async since(...args) {
        const page = await eventStore.since(...args);
        backlogRead();
        return page;
      },
    };
    const request = { scope, afterSequence: 0, broker, signal: never, queueLimit: 3 };
    const events = openEventStream({ ...request, eventStore: watched });
    const waiting = events.next();
    // What comes while the backlog is read counts as backlog, so the burst begins after it.
    await live;
    const [one] = await receive(scope, 1);
    expect((await waiting).value?.sequence).toBe(one);
    const missed = await receive(scope, 10);
    expect(await take(events, 10)).toEqual([]);
    const resumed = openEventStream({ ...request, eventStore, afterSequence: one ?? 0 });
    expect(await take(resumed, 10)).toEqual(missed);
    await resumed.return();
  });

  it("ends when it is told to, also while it waits", async () => {
    const scope = freshScope();
    const gone = new AbortController();
    const request = { scope, afterSequence: 0, eventStore, broker, signal: gone.signal };
    const events = openEventStream(request);
    const waiting = events.next();
    setImmediate(() => gone.abort());
    expect(await waiting).toEqual({ value: undefined, done: true });
  });

  it("gives nothing of another account", async () => {
    const scope = freshScope();
    const gone = new AbortController();
    const events = openEventStream({
      scope,
      afterSequence: 0,
      eventStore,
      broker,
      signal: gone.signal,
    });
    const waiting = events.next();
    await receive(freshScope(), 5);
    const [own] = await receive(scope, 1);
    expect((await waiting).value?.sequence).toBe(own);
    gone.abort();
  });
});
