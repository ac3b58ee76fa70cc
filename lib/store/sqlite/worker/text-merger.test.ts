import Database from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createShard, shardTable } from "../text-shards";
import { migrate } from "./migrate";
import type { Connection } from "./open-database";
import { createTextMerger } from "./text-merger";

let connection: Connection;
beforeEach(() => {
  connection = new Database(":memory:");
  migrate(connection);
});
afterEach(() => connection.close());

/** A table with this many segments, of many words each. */
function fill(shard: number, segments: number): void {
  createShard(connection, shard);
  for (let segment = 0; segment < segments; segment += 1) {
    const words = Array.from({ length: 2_000 }, (_, word) => `word${segment * 2_000 + word}`);
    connection
      .prepare(`insert into ${shardTable(shard)} (rowid, scope, content_text) values (?, 's1', ?)`)
      .run([segment + 1, words.join(" ")]);
  }
  connection
    .prepare("insert into text_shard (number, indexed_through) values (?, ?)")
    .run([shard, segments]);
}

function merged(): unknown[] {
  return connection.prepare("select number from text_shard where merged = 1").raw().all().flat();
}

function found(shard: number, word: string): unknown[] {
  const table = shardTable(shard);
  return connection
    .prepare(`select rowid from ${table} where ${table} match ?`)
    .raw()
    .all([word])
    .flat();
}

it("merges every table but the newest, and then has nothing more to do", () => {
  for (const shard of [0, 1, 2]) fill(shard, 12);
  const step = createTextMerger(connection);
  let steps = 0;
  while (step().isMerging) {
    steps += 1;
    if (steps > 1_000) throw new Error("It never ends.");
  }
  expect(merged()).toEqual([0, 1]);
  // Small steps: several for each table.
  expect(steps).toBeGreaterThan(4);
  expect(step()).toEqual({ isMerging: false, failure: null });
  expect(found(1, "word23999")).toEqual([12]);
});

it("has nothing to do where there is one table, or none", () => {
  expect(createTextMerger(connection)().isMerging).toBe(false);
  fill(0, 2);
  expect(createTextMerger(connection)().isMerging).toBe(false);
});

it("is soon done with tables of one segment or none", () => {
  fill(0, 0);
  fill(1, 1);
  fill(2, 1);
  const step = createTextMerger(connection);
  for (let steps = 0; steps < 6; steps += 1) step();
  expect(step().isMerging).toBe(false);
  expect(merged()).toEqual([0, 1]);
});

it("gives a damaged table up, says which, and goes on with the others", () => {
  for (const shard of [0, 1, 2]) fill(shard, 12);
  connection.exec(`update ${shardTable(1)}_data set block = zeroblob(40) where id > 10`);
  const step = createTextMerger(connection);
  const failures: (string | null)[] = [];
  for (let steps = 0; steps < 1_000; steps += 1) {
    const { isMerging, failure } = step();
    if (failure !== null) failures.push(failure);
    if (!isMerging) break;
  }
  expect(failures).toEqual([expect.stringContaining("event_words_1")]);
  expect(merged()).toEqual([0]);
});
