import Database from "libsql";
import { afterEach, beforeEach, expect, it } from "vitest";
import { migrate } from "./migrate";
import type { Connection } from "./open-database";
import { createTextIndexer } from "./text-indexer";

let connection: Connection;
beforeEach(() => {
  connection = new Database(":memory:");
  migrate(connection);
  connection.exec("insert into scope (id, cluster, account_id) values (1, 'default', 'a')");
});
afterEach(() => connection.close());

/** Stores so many events of these payloads. */
function store(count: number, payload: unknown): void {
  const insert = connection.prepare(
    `insert into event (id, scope_id, receiver_key_id, received_at, method, kind, body_bytes, facts,
       payload, headers, body)
     values (hex(randomblob(16)), 1, 'k', 0, 'POST', 'object', 1, '{}', ?, '[]', x'00')`,
  );
  for (let n = 0; n < count; n += 1) insert.run([JSON.stringify(payload)]);
}

function found(word: string): unknown[] {
  return connection
    .prepare("select rowid from event_words_0 where event_words_0 match ? order by rowid")
    .raw()
    .all([word])
    .flat();
}

/** For what a busy machine shall not decide. */
const anyTimeMs = Number.POSITIVE_INFINITY;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

it("takes as many as it is asked to, oldest first, and says how far it came", () => {
  store(50, { text: "same" });
  const index = createTextIndexer(connection, undefined, anyTimeMs);
  expect(index(32)).toMatchObject({ through: 32, lastSequence: 50, failure: null });
  expect(found("same")).toEqual(numbers(32));
  expect(index(32)).toMatchObject({ through: 50, lastSequence: 50 });
  expect(found("same")).toEqual(numbers(50));
});

it("takes fewer when they take long, so that no commit waits for long", () => {
  store(200, { text: "same" });
  const index = createTextIndexer(connection, undefined, 0);
  const { through } = index(1_024);
  expect(through).toBeGreaterThan(0);
  expect(through).toBeLessThan(200);
  let last = through;
  while (last < 200) last = index(1_024).through;
  expect(found("same")).toEqual(numbers(200));
});

it("says what it wrote into the log, large texts by their beginning", () => {
  store(1, { texts: Array.from({ length: 30 }, () => "x".repeat(4_000)) });
  store(1, { text: "x" });
  const index = createTextIndexer(connection);
  const large = index(1).logged;
  const small = index(1).logged;
  expect(large).toBeGreaterThan(20_000);
  expect(large).toBeLessThan(100_000);
  expect(small).toBeGreaterThan(1_000);
  expect(small).toBeLessThan(5_000);
});

it("makes the table that is being filled anew when it is damaged", () => {
  store(200, { text: "same" });
  const index = createTextIndexer(connection);
  for (let pieces = 0; pieces < 40; pieces += 1) index(1);
  connection.exec("update event_words_0_data set block = zeroblob(40) where id > 10");
  const failures: unknown[] = [];
  let last = 40;
  for (let turns = 0; turns < 400 && last < 200; turns += 1) {
    const { through, failure } = index(1);
    if (failure !== null) failures.push(failure);
    last = through;
  }
  expect(failures).toEqual([expect.stringContaining("event_words_0")]);
  expect(found("same")).toEqual(numbers(200));
});
