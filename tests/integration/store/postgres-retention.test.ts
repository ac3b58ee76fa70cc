import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { pruneEvents } from "@/lib/retention/prune-events";
import { advisoryLocks } from "@/lib/store/postgres/advisory-locks";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../../support/postgres/postgres-server";
import type { StoreUnderTest } from "../../support/store/describe-event-store";
import { acme, newEvent } from "../../support/store/new-event";
import { appendMany, unlimited } from "../../support/store/retained-events";
import { silentLogger } from "../../support/store/sqlite-event-store";

const dayMs = 86_400_000;
const startTimeoutMs = 60_000;
const sub = { cluster: "default", accountId: "c".repeat(32) };
const { signal } = new AbortController();
let server: TestPostgres;
let store: StoreUnderTest;
let admin: pg.Client;

beforeAll(async () => {
  server = await startPostgres();
}, startTimeoutMs);
afterAll(() => server.stop(), stopTimeoutMs);
beforeEach(async () => {
  const url = await server.createSchema();
  store = await openPostgresEventStore({ url, logger: silentLogger });
  admin = new pg.Client(url);
  await admin.connect();
});
afterEach(async () => {
  await admin.end();
  await store.close();
});

const append = (count: number, changes = {}) =>
  appendMany(
    store.eventStore,
    Array.from({ length: count }, () => newEvent({}, { body: Buffer.alloc(1_000), ...changes })),
  );
const step = (limits: object, now: number) =>
  store.eventStore.prune({ ...unlimited, olderThan: null, now, ...limits });
const prune = (limits: object, now = 2 * dayMs) =>
  pruneEvents({
    eventStore: store.eventStore,
    settings: { ...unlimited, ...limits },
    signal,
    paused: () => false,
    now: () => now,
  });

async function rows(sql: string): Promise<unknown[]> {
  return (await admin.query(sql)).rows;
}
const totals = () => rows("select events::int, bytes::int from scope order by id");
const tables = () =>
  rows(`select relname as name from pg_class where relkind = 'r' and relname ~ '^event_(day|gone)'
    and relnamespace = current_schema::regnamespace order by 1`);

test("a day that goes takes what each account had in it off the account's totals", async () => {
  await append(3, { receivedAt: 0, payload: null });
  await append(2, { receivedAt: 1, scope: sub, payload: null });
  await append(1, { receivedAt: dayMs, payload: null });
  expect(await totals()).toEqual([
    { events: 4, bytes: 12_000 },
    { events: 2, bytes: 6_000 },
  ]);
  expect(await step({ olderThan: dayMs }, 2 * dayMs)).toMatchObject({ dropped: 5, more: true });
  expect(await totals()).toEqual([
    { events: 1, bytes: 3_000 },
    { events: 0, bytes: 0 },
  ]);
  expect(await tables()).toEqual([{ name: "event_day_1" }]);
});

test.each([
  ["taken out", "alter table event detach partition event_day_0 concurrently", 1],
  [
    "no longer counted",
    `begin; alter table event detach partition event_day_0;
     alter table event_day_0 rename to event_gone_0;
     update scope set events = 1, bytes = 3000; commit`,
    0,
  ],
])(
  "a day that was %s when its process ended is dropped, and counted once",
  async (_, sql, counted) => {
    await append(1, { receivedAt: 0, payload: null });
    await append(1, { receivedAt: dayMs, payload: null });
    await admin.query(sql);
    expect(await step({ olderThan: dayMs }, 2 * dayMs)).toMatchObject({ dropped: 0, more: false });
    expect((await store.eventStore.horizon()).droppedEvents).toBe(counted);
    expect(await totals()).toEqual([{ events: 1, bytes: 3_000 }]);
    expect(await tables()).toEqual([{ name: "event_day_1" }]);
  },
);

test("by number today's events go, too, and only of the account that has most", async () => {
  await append(5, { receivedAt: 0, scope: sub });
  await append(1_200, { receivedAt: dayMs });
  expect(await step({ maxEvents: 105 }, dayMs + 1)).toMatchObject({ dropped: 500, more: true });
  expect(await prune({ maxEvents: 105 }, dayMs + 1)).toBe(600);
  expect(await rows("select scope_id, count(*)::int from event group by 1 order by 1")).toEqual([
    { scope_id: 1, count: 5 },
    { scope_id: 2, count: 100 },
  ]);
});

test("the oldest go day by day, as few as make the bytes fit", async () => {
  for (const day of [0, 1, 2]) await append(10, { receivedAt: day * dayMs, payload: null });
  expect(await prune({ maxBytes: 3_000 * 13 })).toBe(17);
  expect(
    await rows(
      "select tableoid::regclass::text as day, count(*)::int from event group by 1 order by 1",
    ),
  ).toEqual([
    { day: "event_day_1", count: 3 },
    { day: "event_day_2", count: 10 },
  ]);
  expect(await totals()).toEqual([{ events: 13, bytes: 39_000 }]);
});

test("a past day of which nothing is left goes once it is cleaned away; today stays", async () => {
  for (const day of [0, 5]) await append(10, { receivedAt: day * dayMs });
  await prune({ maxEvents: 0 }, 5 * dayMs);
  expect(await tables()).toHaveLength(2);
  await admin.query("vacuum event_day_0, event_day_5");
  expect(await prune({ maxEvents: 0 }, 5 * dayMs)).toBe(0);
  expect(await tables()).toEqual([{ name: "event_day_5" }]);
  await append(1, { receivedAt: 7 });
  expect(await store.eventStore.since(acme, 0, 10)).toHaveLength(1);
});

test("an empty day into which somebody just writes stays", async () => {
  await append(10, { receivedAt: 0 });
  await prune({ maxEvents: 0 });
  await admin.query("vacuum event_day_0");
  await admin.query("begin");
  await admin.query("lock table event_day_0 in row exclusive mode");
  expect(await prune({ maxEvents: 0 })).toBe(0);
  await admin.query("commit");
  expect(await tables()).toHaveLength(1);
  expect(await prune({ maxEvents: 0 })).toBe(0);
  expect(await tables()).toHaveLength(0);
});

test("what an upgrade estimated goes out as it came in, deleted or with its day", async () => {
  await append(4, { receivedAt: 0 });
  await append(6, { receivedAt: dayMs });
  await admin.query("update retention set estimated_through = 10, estimated_bytes = 1000000");
  await admin.query("update scope set bytes = 10000000");
  await append(5, { receivedAt: dayMs, payload: null });
  await step({ olderThan: dayMs }, 2 * dayMs);
  expect(await totals()).toEqual([{ events: 11, bytes: 6_015_000 }]);
  expect(await prune({ maxEvents: 5 })).toBe(6);
  expect(await totals()).toEqual([{ events: 5, bytes: 15_000 }]);
});

test("an account that counts what it doesn't have takes no place from others for long", async () => {
  await append(10, { receivedAt: dayMs });
  await append(10, { receivedAt: dayMs, scope: sub });
  await admin.query("delete from event where scope_id = 1");
  await admin.query("update scope set events = 1000 where id = 1");
  expect(await prune({ maxEvents: 10 })).toBe(0);
  expect(await totals()).toMatchObject([{ events: 0, bytes: 0 }, { events: 10 }]);
});

test("while another process is at it nothing is done", async () => {
  await append(10);
  await admin.query("select pg_advisory_lock($1)", [advisoryLocks.retention]);
  expect(await prune({ maxEvents: 1 })).toBe(0);
  await admin.query("select pg_advisory_unlock($1)", [advisoryLocks.retention]);
  expect(await prune({ maxEvents: 1 })).toBe(9);
});
