import { afterEach, beforeEach, expect, test } from "vitest";
import { createDrainSink } from "@/lib/store/sqlite/worker/drain/drain-sink";
import type { Connection } from "@/lib/store/sqlite/worker/open-database";
import { delivery, type TestSpool, temporarySpool } from "../../support/drain/drained-spool";
import {
  makeSqliteDrainPlace,
  type SqliteDrainPlace,
} from "../../support/drain/sqlite-drain-place";
import { acme } from "../../support/store/new-event";

let place: SqliteDrainPlace;
let spool: TestSpool;
beforeEach(async () => {
  place = await makeSqliteDrainPlace();
  spool = temporarySpool();
});
afterEach(async () => {
  await spool.remove();
  await place.remove();
});

class Crashed extends Error {
  readonly code = "SQLITE_IOERR";
}

/** The connection, which runs so many statements and none after; `used` counts them. */
function mortal(connection: Connection, statements: number) {
  const state = { used: 0 };
  function run<T>(what: () => T): T {
    state.used += 1;
    if (state.used > statements) throw new Crashed("disk I/O error");
    return what();
  }
  const sink = createDrainSink(
    new Proxy(connection, {
      get(target, name) {
        if (name === "exec") return (sql: string) => run(() => target.exec(sql));
        if (name !== "prepare") return Reflect.get(target, name, target);
        return (sql: string) => {
          const statement = target.prepare(sql);
          return {
            run: (values: unknown[]) => run(() => statement.run(values)),
            get: (values: unknown[]) => run(() => statement.get(values)),
            all: (values: unknown[]) => run(() => statement.all(values)),
          };
        };
      },
    }),
    { onCommitted: () => {} },
  );
  return { sink, state };
}

/** All that the spool holds: in the store once each, with all that is noted beside. */
async function expectAllStoredOnce(ids: readonly string[]): Promise<void> {
  await spool.drain(await place.openSink()).all();
  const events = await place.store.eventStore.since(acme, 0, 1_000);
  expect(events.map(({ id }) => id)).toEqual(ids);
  expect(events.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1));
  const [repeat, first] = [events.at(-1), events[0]];
  expect(repeat?.repeatOf).toBe(first?.id);
  const connection = place.connect();
  const counted = connection.prepare("select events from scope").all();
  expect(counted).toMatchObject([{ events: ids.length }]);
}

test("a crash between any two statements loses nothing and doubles nothing", async () => {
  const ids: string[] = [];
  async function write(): Promise<void> {
    const records = [0, 1, 2].map((n) => delivery({ n: n + ids.length }));
    ids.push(...records.map(({ id }) => id));
    await spool.write(records);
  }
  await write();
  const { sink, state } = mortal(place.connect(), Number.POSITIVE_INFINITY);
  await spool.drain(sink).all();
  const statements = state.used;
  expect(statements).toBeGreaterThan(15);

  for (let at = 0; at < statements; at += 1) {
    await write();
    const connection = place.connect();
    await expect(spool.drain(mortal(connection, at).sink).all()).rejects.toThrow();
    // What was open dies with the process.
    if (connection.inTransaction) connection.exec("rollback");
  }
  const repeat = delivery({ n: 0 });
  await spool.write([repeat]);
  await expectAllStoredOnce([...ids, repeat.id]);
}, 60_000);
