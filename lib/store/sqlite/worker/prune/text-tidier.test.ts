import Database from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { migrate } from "../migrate";
import type { Connection } from "../open-database";
import { createTextIndexer } from "../text-indexer";
import { createTextTidier } from "./text-tidier";

const shardRows = 2 ** 17;

let connection: Connection;
beforeEach(() => {
  connection = new Database(":memory:");
  migrate(connection);
  connection.exec("insert into scope (id, cluster, account_id) values (1, 'default', 'a')");
});
afterEach(() => connection.close());

function column(sql: string): unknown[] {
  return connection.prepare(sql).raw().all().flat();
}

/** Stores and indexes events of these sequences. */
function store(sequences: readonly number[], text = "same"): void {
  const insert = connection.prepare(
    `insert into event (sequence, id, scope_id, receiver_key_id, received_at, method, kind,
       body_bytes, facts, payload, headers, body)
     values (?, hex(randomblob(16)), 1, 'k', 0, 'POST', 'object', 1, '{}', ?, '[]', x'00')`,
  );
  for (const sequence of sequences) insert.run([sequence, JSON.stringify({ text })]);
  const index = createTextIndexer(connection);
  const last = sequences.at(-1) ?? 0;
  while (index(1_024).through < last);
}

/** Drops the events of a table, as retention does. */
function drop(shard: number, where: string): void {
  const { changes } = connection
    .prepare(`delete from event where sequence >> 17 = ${shard} and ${where}`)
    .run();
  connection.exec(`update text_shard set dropped = dropped + ${changes} where number = ${shard}`);
}

/** A process of its own for each step, as if each had been killed after one. */
function tidyUp(between: () => void = () => {}): number {
  let steps = 0;
  // As little as can be in each step.
  while (createTextTidier(connection, 0)()) {
    steps += 1;
    between();
  }
  return steps;
}

const tables = () =>
  column("select name from sqlite_master where sql like 'create virtual table%' order by name");
const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, n) => from + n);
const found = (shard: number) =>
  column(
    `select rowid from event_words_${shard} where event_words_${shard} match 'same' order by rowid`,
  );

it("leaves a table alone while a quarter of its events is left", () => {
  store([...numbers(100), shardRows]);
  connection.exec("update text_shard set entries = 100 where number = 0");
  drop(0, "sequence <= 74");
  expect(tidyUp()).toBe(0);
  expect(found(0)).toEqual(numbers(100));
});

it("makes a table anew from what is left when most is gone, wherever it is killed", () => {
  store([...numbers(400), shardRows], "same ".repeat(20_000));
  connection.exec("update text_shard set entries = 400, merged = 1 where number = 0");
  drop(0, "sequence % 5 > 0");
  // Of 80 events, eight at a time.
  expect(tidyUp()).toBeGreaterThan(10);
  expect(found(0)).toEqual(numbers(80).map((n) => 5 * n));
  expect(found(1)).toEqual([shardRows]);
  expect(tables()).toEqual(["event_words_0", "event_words_1"]);
  expect(column("select entries, dropped, merged, anew_through from text_shard where number = 0"))
    // Merged into one piece once more, and made anew when most of what is left is gone.
    .toEqual([80, 0, 0, null]);
  expect(tidyUp()).toBe(0);
});

it("is searched all the while, and takes no entry of what is dropped meanwhile", () => {
  store([...numbers(400), shardRows], "same ".repeat(20_000));
  connection.exec("update text_shard set entries = 400 where number = 0");
  drop(0, "sequence <= 320");
  let newest = 320;
  tidyUp(() => {
    expect(found(0)).toEqual(expect.arrayContaining(numbers(400 - newest, newest + 1)));
    newest += 1;
    drop(0, `sequence = ${newest}`);
  });
  expect(newest).toBeGreaterThan(323);
  expect(found(0)).toEqual(expect.arrayContaining(numbers(400 - newest, newest + 1)));
  expect(found(0)).not.toContain(320);
});

it("drops a table of which nothing is left, in the middle, too", () => {
  store([1, shardRows, 2 * shardRows]);
  connection.exec("update text_shard set entries = 1");
  drop(1, "true");
  tidyUp();
  expect(tables()).toEqual(["event_words_0", "event_words_2"]);
  expect(column("select number from text_shard")).toEqual([0, 2]);
});

it("drops what lies before the oldest event, though nobody counted", () => {
  store([1, shardRows, 2 * shardRows]);
  connection.exec(`delete from event where sequence < ${2 * shardRows}`);
  tidyUp();
  expect(tables()).toEqual(["event_words_2"]);
});

it("never drops the newest table, which says how far the index is", () => {
  store([1, shardRows]);
  connection.exec("update text_shard set entries = 1");
  drop(0, "true");
  drop(1, "true");
  tidyUp();
  expect(tables()).toEqual(["event_words_1"]);
  expect(createTextIndexer(connection)(10)).toMatchObject({ through: shardRows });
});
