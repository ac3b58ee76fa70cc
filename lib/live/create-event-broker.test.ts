import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccountScope } from "@/lib/domain/account";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { appendOne } from "@/tests/support/store/append-one";
import { newEvent } from "@/tests/support/store/new-event";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "@/tests/support/store/sqlite-event-store";
import { createEventBroker } from "./create-event-broker";
import type { EventBroker } from "./event-broker";

const database = temporaryDatabase();
let opened: OpenedEventStore;
let broker: EventBroker;
let accounts = 0;
let scope: AccountScope;

beforeAll(async () => {
  opened = await openTestStore(database.file);
});
afterAll(async () => {
  await opened.close();
  database.remove();
});
beforeEach(async () => {
  accounts += 1;
  scope = { cluster: "default", accountId: `account-${accounts}` };
  broker = createEventBroker({ ...opened, logger: silentLogger });
  await broker.catchUp();
});

async function store(count = 1, of = scope): Promise<number[]> {
  const events = Array.from({ length: count }, () => newEvent({ id: "x" }, { scope: of }));
  return (await opened.eventStore.append(events)).map(({ summary }) => summary.sequence);
}

/** What a viewer hears; `until` resolves once it has heard so much. */
function watch(of = scope) {
  const heard: (number | "refetch")[] = [];
  let check = (): void => {};
  const hear = (what: number | "refetch"): void => {
    heard.push(what);
    check();
  };
  const end = broker.subscribe(of, {
    received: ({ sequence }) => hear(sequence),
    refetch: () => hear("refetch"),
  });
  return {
    heard,
    end,
    until: (count: number) =>
      new Promise<void>((resolve) => {
        check = () => {
          if (heard.length >= count) resolve();
        };
        check();
      }),
  };
}

describe("the broker", () => {
  it("gives each viewer of an account what is stored, in order and once, and no other", async () => {
    const [first, second, stranger] = [watch(), watch(), watch({ ...scope, cluster: "other" })];
    const sequences = await store(450);
    // Told twice, out of order, and not of every one.
    for (const sequence of [sequences[9], sequences[449], sequences[200], sequences[449]]) {
      broker.told(scope, sequence ?? 0);
    }
    await Promise.all([first.until(450), second.until(450)]);
    expect(first.heard).toEqual(sequences);
    expect(second.heard).toEqual(sequences);
    expect(stranger.heard).toEqual([]);
  });

  it("gives nothing of what was there before somebody came", async () => {
    const [before] = await store(3);
    broker.told(scope, (before ?? 0) + 2);
    const viewer = watch();
    const [live] = await store();
    broker.told(scope, live ?? 0);
    await viewer.until(1);
    expect(viewer.heard).toEqual([live]);
  });

  it("catches up with what it was not told of, and has what came before read again", async () => {
    const viewer = watch();
    const sequences = await store(5);
    await broker.catchUp();
    await viewer.until(6);
    expect(viewer.heard).toEqual(["refetch", ...sequences]);
  });

  it("tells viewers to read again, of their account only", () => {
    const [viewer, stranger] = [watch(), watch({ ...scope, accountId: "stranger" })];
    broker.refetch(scope);
    expect(viewer.heard).toEqual(["refetch"]);
    expect(stranger.heard).toEqual([]);
  });

  it("ends one subscription at a time, also of the same listener", async () => {
    const heard: number[] = [];
    const listener = { received: () => heard.push(1), refetch: () => heard.push(2) };
    const ends = [broker.subscribe(scope, listener), broker.subscribe(scope, listener)];
    ends[0]?.();
    ends[0]?.();
    broker.refetch(scope);
    ends[1]?.();
    broker.refetch(scope);
    expect(heard).toEqual([2]);
  });

  it("reads again what it could not read, and loses nothing by that", async () => {
    let broken = true;
    const since: typeof opened.eventStore.since = (...args) =>
      broken ? Promise.reject(new Error("away")) : opened.eventStore.since(...args);
    broker = createEventBroker({
      eventStore: { since },
      lastSequence: opened.lastSequence,
      logger: silentLogger,
    });
    await broker.catchUp();
    const viewer = watch();
    const sequences = await store(2);
    broker.told(scope, sequences[1] ?? 0);
    await new Promise((resolve) => setImmediate(resolve));
    broken = false;
    await viewer.until(2);
    expect(viewer.heard).toEqual(sequences);
  });

  it("lets a failing listener harm nobody, and says so in the log", async () => {
    const log: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        log.push(String(chunk));
        done();
      },
    });
    broker = createEventBroker({ ...opened, logger: pino(sink) });
    await broker.catchUp();
    broker.subscribe(scope, {
      received: () => {
        throw new Error("broken viewer");
      },
      refetch: () => {},
    });
    const viewer = watch();
    const { summary } = await appendOne(opened.eventStore, newEvent({ id: "x" }, { scope }));
    broker.told(scope, summary.sequence);
    await viewer.until(1);
    expect(log.join("")).toContain("broken viewer");
  });
});
