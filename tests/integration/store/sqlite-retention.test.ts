import { statSync } from "node:fs";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pruneEvents } from "@/lib/retention/prune-events";
import { startRetention } from "@/lib/retention/start-retention";
import type { EventStore } from "@/lib/store/store";
import type { StoreUnderTest } from "../../support/store/describe-event-store";
import { acme, newEvent } from "../../support/store/new-event";
import { appendMany, unlimited } from "../../support/store/retained-events";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "../../support/store/sqlite-event-store";

const body = Buffer.alloc(6_000, "x");
const { signal } = new AbortController();
const sub = { cluster: "default", accountId: "c".repeat(32) };
let place: ReturnType<typeof temporaryDatabase>;
let opened: StoreUnderTest;
let eventStore: EventStore;

async function open(): Promise<void> {
  opened = await openTestStore(place.file);
  eventStore = opened.eventStore;
}
beforeEach(async () => {
  place = temporaryDatabase();
  await open();
});
afterEach(async () => {
  await opened.close();
  place.remove();
});

function append(count: number, changes = {}): Promise<void> {
  const events = Array.from({ length: count }, () => newEvent({}, { body, ...changes }));
  return appendMany(eventStore, events);
}

/** While the store is closed. */
function sql(text: string): unknown[] {
  const connection = new Database(place.file);
  const statement = connection.prepare(text);
  const rows = statement.reader ? statement.all() : [statement.run()];
  connection.close();
  return rows;
}

/** Of the closed database, with nothing left in its log. */
function fileBytes(): number {
  const connection = new Database(place.file);
  connection.exec("pragma wal_checkpoint (truncate)");
  connection.close();
  return statSync(place.file).size;
}
const prune = (limits: object) =>
  pruneEvents({
    eventStore,
    settings: { ...unlimited, ...limits },
    signal,
    paused: () => false,
  });
const count = async (scope = acme) => (await eventStore.stats(scope)).events;

test("the file shrinks again once its events are gone", async () => {
  await append(800);
  await opened.close();
  const before = fileBytes();
  await open();
  // An empty database of 1 MB, with all its indexes, is a part of both.
  expect(await prune({ maxEvents: 50 })).toBe(750);
  await opened.close();
  expect(fileBytes()).toBeLessThan(before / 4);
  await open();
  expect(await count()).toBe(50);
});

test("no more bytes are kept than allowed, as few as needed are dropped", async () => {
  await append(700);
  const allowed = 2 * 1024 * 1024;
  await prune({ maxBytes: allowed });
  await opened.close();
  expect(fileBytes()).toBeLessThanOrEqual(allowed);
  expect(fileBytes()).toBeGreaterThan(allowed / 2);
  await open();
});

test("on a disk that stays full all events go in the end, and the reason is said", async () => {
  await append(600);
  await append(30, { scope: sub });
  expect(await prune({ minFreeBytes: Number.MAX_SAFE_INTEGER })).toBe(630);
  expect(await count()).toBe(0);
  expect((await eventStore.stats(acme)).horizon).toMatchObject({
    droppedEvents: 630,
    reason: "disk",
  });
});

test("on a disk with room nothing goes", async () => {
  await append(10);
  expect(await prune({ minFreeBytes: 1 })).toBe(0);
});

test("events are taken while others are dropped", async () => {
  await append(500);
  const pruning = prune({ maxEvents: 200 });
  for (let left = 5; left > 0; left -= 1) await append(20);
  await pruning;
  await prune({ maxEvents: 200 });
  const kept = await eventStore.since(acme, 0, 500);
  expect(kept.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 200 }, (_, index) => 401 + index),
  );
});

test("what an upgrade estimated goes out as it came in, so that nothing of it stays", async () => {
  await append(20);
  await opened.close();
  sql("update retention set estimated_through = 20, estimated_bytes = 1000000");
  sql("update scope set bytes = 20000000");
  await open();
  await append(10, { body: Buffer.alloc(1_000), payload: null });
  expect(await prune({ maxEventsPerAccount: 15 })).toBe(15);
  expect(await prune({ maxEventsPerAccount: 10 })).toBe(5);
  // Now only what was counted exactly is left: 3,000 bytes each.
  expect(await prune({ maxBytesPerAccount: 30_000 })).toBe(0);
  expect(await prune({ maxBytesPerAccount: 29_999 })).toBe(1);
});

test("an account that counts what it doesn't have takes no place from others for long", async () => {
  await append(10);
  await append(10, { scope: sub });
  await opened.close();
  sql("delete from event where scope_id = 1");
  sql("update scope set events = 1000 where id = 1");
  await open();
  expect(await prune({ maxEvents: 10 })).toBe(0);
  expect(await count(sub)).toBe(10);
  expect(sql("select events, bytes from scope where id = 1")).toMatchObject([
    { events: 0, bytes: 0 },
  ]);
});

test("retention that is stopped before its first run ends at once", async () => {
  await append(10);
  const settings = { ...unlimited, maxEvents: 1 };
  const options = { eventStore, settings, paused: () => false, logger: silentLogger };
  await startRetention(options).stop();
  expect(await count()).toBe(10);
});
