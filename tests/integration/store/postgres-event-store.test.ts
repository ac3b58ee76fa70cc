import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { advisoryLocks } from "@/lib/store/postgres/advisory-locks";
import {
  type OpenedPostgresEventStore,
  openPostgresEventStore,
} from "@/lib/store/postgres/open-postgres-store";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../../support/postgres/postgres-server";
import { appendOne } from "../../support/store/append-one";
import { acme, newEvent } from "../../support/store/new-event";
import { silentLogger } from "../../support/store/sqlite-event-store";
import "../../support/patience";

const dayMs = 86_400_000;
let server: TestPostgres;
let url: string;
let store: OpenedPostgresEventStore;
let admin: pg.Client;

async function connectAdmin(): Promise<void> {
  admin = new pg.Client(url);
  // A restart ends it too.
  admin.on("error", () => {});
  await admin.connect();
}
beforeAll(async () => {
  server = await startPostgres();
}, stopTimeoutMs);
afterAll(() => server.stop(), stopTimeoutMs);
beforeEach(async () => {
  url = await server.createDatabase();
  store = await openPostgresEventStore({ url, logger: silentLogger });
  await connectAdmin();
});
afterEach(async () => {
  await admin.end();
  await store.close();
});

const append = (changes = {}) => appendOne(store.eventStore, newEvent({ id: "e" }, changes));

async function lockWaits(): Promise<number> {
  const { rows } = await admin.query(
    "select count(*) from pg_stat_activity where wait_event_type = 'Lock'",
  );
  return Number(rows[0].count);
}

test("nothing gets a greater sequence while a smaller one is not yet committed", async () => {
  await append();
  const slow = new pg.Client(url);
  await slow.connect();
  await slow.query("begin");
  await slow.query("update event_counter set last = last + 1");
  const waiting = append();
  while ((await lockWaits()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await store.lastSequence()).toBe(1);
  await slow.query("commit");
  await slow.end();
  expect((await waiting).summary.sequence).toBe(3);
});

test("of events that are written together, one that the database refuses refuses all", async () => {
  await append();
  await admin.query("alter table event add constraint odd check (type is distinct from 'odd')");
  const odd = { classification: { ...newEvent({}).classification, type: "odd" } };
  const events = [newEvent({}), newEvent({}, odd), newEvent({})];
  await expect(store.eventStore.append(events)).rejects.toMatchObject({
    code: "storage_unavailable",
  });
  expect(await store.eventStore.since(acme, 0, 100)).toHaveLength(1);
  expect((await append()).summary.sequence).toBe(2);
});

test("events lie in a table of their UTC day, whichever process makes it first", async () => {
  const second = await openPostgresEventStore({ url, logger: silentLogger });
  const times = [-1, 0, dayMs - 1, dayMs, 20_000 * dayMs];
  await Promise.all(
    times.flatMap((receivedAt) =>
      [store, second].map(({ eventStore }) => appendOne(eventStore, newEvent({}, { receivedAt }))),
    ),
  );
  await second.close();
  const { rows } = await admin.query(
    "select tableoid::regclass::text as day, count(*)::int from event group by 1 order by 1",
  );
  expect(rows).toEqual([
    { day: "event_day_0", count: 4 },
    { day: "event_day_1", count: 2 },
    { day: "event_day_20000", count: 2 },
    { day: "event_day_m1", count: 2 },
  ]);
});

test("an event is taken into a day whose table was dropped meanwhile", async () => {
  await append({ receivedAt: 0 });
  await admin.query("drop table event_day_0");
  await append({ receivedAt: 1 });
  expect(await store.eventStore.since(acme, 0, 10)).toMatchObject([{ receivedAt: 1 }]);
});

const dropDayZero = () =>
  store.eventStore.prune({
    olderThan: dayMs,
    maxEvents: null,
    maxBytes: null,
    maxEventsPerAccount: null,
    maxBytesPerAccount: null,
    minFreeBytes: null,
    now: 2 * dayMs,
  });

test("a day that was taken out when its process ended is dropped, and counted, the next time", async () => {
  await append({ receivedAt: 0 });
  await append({ receivedAt: dayMs });
  await admin.query("alter table event detach partition event_day_0 concurrently");
  expect(await dropDayZero()).toMatchObject({ dropped: 0, more: false });
  const { horizon, events } = await store.eventStore.stats(acme);
  expect(events).toBe(1);
  expect(horizon.droppedEvents).toBe(1);
  const { rows } = await admin.query("select to_regclass('event_day_0') as present");
  expect(rows[0].present).toBeNull();
});

test("events are taken while the oldest day goes, and it stays while somebody reads it", async () => {
  await append({ receivedAt: 0 });
  await append({ receivedAt: dayMs });
  const reader = new pg.Client(url);
  await reader.connect();
  await reader.query("begin");
  await reader.query("select count(*) from event");
  const dropping = dropDayZero();
  for (let left = 20; left > 0; left -= 1) await append({ receivedAt: dayMs });
  expect(await dropping).toMatchObject({ dropped: 0, more: false });
  await reader.query("commit");
  await reader.end();
  expect(await dropDayZero()).toMatchObject({ dropped: 1, more: true });
  expect((await store.eventStore.stats(acme)).events).toBe(21);
});

test("a connection lost while a day's table is made refuses the event, and only that", async () => {
  await admin.query("select pg_advisory_lock($1)", [advisoryLocks.partition]);
  const refused = expect(append()).rejects.toMatchObject({ code: "storage_unavailable" });
  while ((await lockWaits()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'",
  );
  await refused;
  await admin.query("select pg_advisory_unlock($1)", [advisoryLocks.partition]);
  expect((await append()).summary.sequence).toBe(1);
});

test("over a restart of the database no acknowledged event is lost, and storing goes on", async () => {
  const stored: number[] = [];
  const refusals: unknown[] = [];
  let over = false;
  const writing = Promise.all(
    Array.from({ length: 8 }, async () => {
      while (!over) {
        await append().then(
          ({ summary }) => stored.push(summary.sequence),
          async (cause) => {
            refusals.push(cause);
            await new Promise((resolve) => setTimeout(resolve, 10));
          },
        );
      }
    }),
  );
  await server.goDown();
  await server.comeUp();
  await connectAdmin();
  const before = stored.length;
  while (stored.length < before + 50) await new Promise((resolve) => setTimeout(resolve, 5));
  over = true;
  await writing;
  expect(refusals.length).toBeGreaterThan(0);
  for (const cause of refusals) expect(cause).toMatchObject({ code: "storage_unavailable" });
  const { rows } = await admin.query("select sequence::int from event order by sequence");
  const kept = new Set(rows.map(({ sequence }) => sequence));
  expect(stored.filter((sequence) => !kept.has(sequence))).toEqual([]);
});

test("a database that a newer Hookline made is left alone", async () => {
  await admin.query("update hookline_schema set version = 99");
  const opening = openPostgresEventStore({ url, logger: silentLogger });
  await expect(opening).rejects.toThrow("has version 99; this Hookline knows up to");
});
