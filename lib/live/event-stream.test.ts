import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { EventStore } from "@/lib/store/store";
import { appendOne } from "@/tests/support/store/append-one";
import { newEvent } from "@/tests/support/store/new-event";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "@/tests/support/store/sqlite-event-store";
import { createEventBroker } from "./create-event-broker";
import type { EventBroker } from "./event-broker";
import { openEventStream, type StreamItem } from "./event-stream";

let opened: OpenedEventStore;
let eventStore: EventStore;
const database = temporaryDatabase();
let broker: EventBroker;

beforeAll(async () => {
  opened = await openTestStore(database.file);
  eventStore = opened.eventStore;
  broker = createEventBroker({ ...opened, logger: silentLogger });
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
    const { summary } = await appendOne(eventStore, newEvent({ id: "x" }, { scope }));
    broker.told(scope, summary.sequence);
    return summary.sequence;
  });
  return Promise.all(appends);
}

function sequenceOf(item: StreamItem | undefined): number {
  return item && "sequence" in item ? item.sequence : Number.NaN;
}

async function take(events: AsyncIterator<StreamItem>, count: number): Promise<number[]> {
  const sequences: number[] = [];
  while (sequences.length < count) {
    const { value, done } = await events.next();
    if (done) break;
    sequences.push(sequenceOf(value));
  }
  return sequences;
}

/** Resolves once the broker has given its viewers so many more. */
function given(scope: AccountScope, count: number): Promise<void> {
  let left = count;
  return new Promise((resolve) => {
    const end = broker.subscribe(scope, {
      received() {
        left -= 1;
        if (left > 0) return;
        end();
        resolve();
      },
      refetch() {},
    });
  });
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
    expect([sequenceOf((await next).value ?? undefined), ...(await take(events, 2))]).toEqual(live);
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
    const watched: Pick<EventStore, "since" | "search"> = {
      search: eventStore.search,
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
    expect(sequenceOf((await waiting).value ?? undefined)).toBe(one);
    const tenGiven = given(scope, 10);
    const missed = await receive(scope, 10);
    await tenGiven;
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
    expect(sequenceOf((await waiting).value ?? undefined)).toBe(own);
    gone.abort();
  });
});
