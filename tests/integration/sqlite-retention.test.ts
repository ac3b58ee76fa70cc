import { statSync } from "node:fs";
import Database from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pruneEvents } from "@/lib/retention/prune-events";
import { startRetention } from "@/lib/retention/start-retention";
import type { EventStore } from "@/lib/store/store";
import type { StoreUnderTest } from "../support/describe-event-store";
import { acme, newEvent } from "../support/new-event";
import { openTestStore, silentLogger, temporaryDatabase } from "../support/sqlite-event-store";

const unlimited = { days: null, maxEvents: null, maxBytes: null, minFreeBytes: null };
const body = Buffer.alloc(6_000, "x");
const { signal } = new AbortController();
let place: ReturnType<typeof temporaryDatabase>;
let opened: StoreUnderTest;
let eventStore: EventStore;

beforeEach(async () => {
  place = temporaryDatabase();
  opened = await openTestStore(place.file);
  eventStore = opened.eventStore;
  await append(1_500);
});
afterEach(async () => {
  await opened.close();
  place.remove();
});

async function append(count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, () => eventStore.append(newEvent({}, { body }))));
}

/** Of the closed database, with nothing left in its log. */
function fileBytes(): number {
  const connection = new Database(place.file);
  connection.exec("pragma wal_checkpoint (truncate)");
  connection.close();
  return statSync(place.file).size;
}
const prune = (limits: object) =>
  pruneEvents({ eventStore, settings: { ...unlimited, ...limits }, signal });

test("the file shrinks again once its events are gone", async () => {
  await opened.close();
  const before = fileBytes();
  opened = await openTestStore(place.file);
  eventStore = opened.eventStore;
  expect(await prune({ maxEvents: 100 })).toBe(1_400);
  await opened.close();
  expect(fileBytes()).toBeLessThan(before / 4);
  opened = await openTestStore(place.file);
  expect(await opened.eventStore.since(acme, 0, 200)).toHaveLength(100);
});

test("no more bytes are kept than allowed, as few as needed are dropped", async () => {
  const allowed = 4 * 1024 * 1024;
  await prune({ maxBytes: allowed });
  await opened.close();
  expect(fileBytes()).toBeLessThanOrEqual(allowed);
  expect(fileBytes()).toBeGreaterThan(allowed / 2);
  opened = await openTestStore(place.file);
});

test("on a disk that stays full all events go in the end, and the reason is said", async () => {
  expect(await prune({ minFreeBytes: Number.MAX_SAFE_INTEGER })).toBe(1_500);
  const { horizon, events } = await eventStore.stats(acme);
  expect(events).toBe(0);
  expect(horizon).toMatchObject({ droppedEvents: 1_500, reason: "disk" });
});

test("on a disk with room nothing goes", async () => {
  expect(await prune({ minFreeBytes: 1 })).toBe(0);
});

test("events are taken while others are dropped", async () => {
  const settings = { ...unlimited, maxEvents: 200 };
  const pruning = pruneEvents({ eventStore, settings, signal });
  for (let left = 5; left > 0; left -= 1) await append(20);
  await pruning;
  await prune({ maxEvents: 200 });
  const kept = await eventStore.since(acme, 0, 500);
  expect(kept.map(({ sequence }) => sequence)).toEqual(
    Array.from({ length: 200 }, (_, index) => 1_401 + index),
  );
});

test("retention that is stopped before its first run ends at once", async () => {
  const settings = { ...unlimited, maxEvents: 1 };
  const retention = startRetention({ eventStore, settings, logger: silentLogger });
  await retention.stop();
  expect((await eventStore.stats(acme)).events).toBe(1_500);
});
