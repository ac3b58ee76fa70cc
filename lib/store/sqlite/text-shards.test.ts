import Database from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { pruneEvents } from "@/lib/retention/prune-events";
import { appendOne } from "@/tests/support/store/append-one";
import { acme, newEvent } from "@/tests/support/store/new-event";
import { unlimited } from "@/tests/support/store/retained-events";
import { openTestStore, temporaryDatabase } from "@/tests/support/store/sqlite-event-store";
import type { OpenedEventStore } from "../opened-store";

const shardRows = 2 ** 17;

let place: ReturnType<typeof temporaryDatabase>;
let store: OpenedEventStore;
beforeEach(async () => {
  place = temporaryDatabase();
  store = await openTestStore(place.file);
});
afterEach(async () => {
  await store.close();
  place.remove();
});

/** Runs SQL while the store is closed. */
async function between(...statements: string[]): Promise<void> {
  await store.close();
  const database = new Database(place.file);
  for (const statement of statements) database.exec(statement);
  database.close();
  store = await openTestStore(place.file);
}

async function append(...ids: string[]): Promise<void> {
  for (const id of ids) await appendOne(store.eventStore, newEvent({ id, text: "same" }));
}

async function found(q: string, limit = 10, cursor?: string) {
  const { items, nextCursor } = await store.eventStore.search(acme, { q }, { limit, cursor });
  return { ids: items.map(({ facts }) => facts.id), nextCursor };
}

function column(sql: string): unknown[] {
  const database = new Database(place.file, { readonly: true });
  const values = database.prepare(sql).raw().all();
  database.close();
  return values.flat();
}

function shards(): unknown[] {
  return column("select name from sqlite_master where sql like 'create virtual table%'");
}

function mergedShards(): unknown[] {
  return column("select number from text_shard where merged = 1");
}

/** FTS5 keeps its segments apart in the number of each page. */
function piecesOf(table: string): number {
  const [pieces] = column(`select count(distinct id >> 37) from ${table}_data where id > 10`);
  return Number(pieces);
}

it("is searched across its tables, newest first, a page at a time", async () => {
  await append("a", "b");
  await between(`update sqlite_sequence set seq = ${shardRows - 2} where name = 'event'`);
  await append("c", "d", "e");
  expect(await found("same")).toEqual({ ids: ["e", "d", "c", "b", "a"], nextCursor: null });
  expect(shards()).toEqual(["event_words_0", "event_words_1"]);
  const first = await found("same", 3);
  expect(first.ids).toEqual(["e", "d", "c"]);
  expect((await found("same", 3, first.nextCursor ?? "")).ids).toEqual(["b", "a"]);
});

it("loses the tables in which no event is left", async () => {
  await append("a", "b");
  await between(
    "delete from event",
    `update sqlite_sequence set seq = ${2 * shardRows} where name = 'event'`,
  );
  await append("c");
  expect((await found("same")).ids).toEqual(["c"]);
  const { signal } = new AbortController();
  const { eventStore } = store;
  await pruneEvents({ eventStore, settings: unlimited, signal, paused: () => false });
  expect(shards()).toEqual(["event_words_2"]);
  expect((await found("same")).ids).toEqual(["c"]);
});

it("becomes one piece once a table is full, and finds what it found", async () => {
  for (const id of ["a", "b", "c"]) {
    await append(id);
    // A batch of the index each, so a piece each.
    expect((await found("same")).ids).toContain(id);
  }
  expect(piecesOf("event_words_0")).toBe(3);
  await between(`update sqlite_sequence set seq = ${shardRows} where name = 'event'`);
  await append("d");
  await expect.poll(mergedShards).toEqual([0]);
  expect(piecesOf("event_words_0")).toBe(1);
  expect((await found("same")).ids).toEqual(["d", "c", "b", "a"]);
});

it("is made anew where an older schema left a table", async () => {
  await append("a", "b");
  await found("same");
  await between("delete from text_shard");
  expect((await found("same")).ids).toEqual(["b", "a"]);
});

it("is made anew where it is missing", async () => {
  await append("a", "b", "c");
  await found("same");
  await between("drop table event_words_0", "delete from text_shard");
  expect((await found("same")).ids).toEqual(["c", "b", "a"]);
});

it("does not stop at an event whose payload is broken", async () => {
  await append("a");
  await between(
    "update event set payload = '{' where sequence = 1",
    "delete from text_shard",
    "drop table if exists event_words_0",
  );
  await append("b");
  expect((await found("same")).ids).toEqual(["b"]);
});

it("finds by time exactly, wherever the clock stood", async () => {
  for (const receivedAt of [5_000, 1_000, 9_000, 2_000]) {
    await appendOne(store.eventStore, newEvent({ id: String(receivedAt) }, { receivedAt }));
  }
  await between(`update sqlite_sequence set seq = 20000 where name = 'event'`);
  for (const receivedAt of [1_500, 8_000]) {
    await appendOne(store.eventStore, newEvent({ id: String(receivedAt) }, { receivedAt }));
  }
  const { items } = await store.eventStore.search(acme, { from: 1_500, to: 5_001 }, { limit: 9 });
  expect(items.map(({ receivedAt }) => receivedAt)).toEqual([1_500, 2_000, 5_000]);
});
