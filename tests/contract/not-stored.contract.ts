import pg from "pg";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { describeNotStored } from "../support/describe-not-stored";
import { acme } from "../support/new-event";
import { startPostgres, stopTimeoutMs, type TestPostgres } from "../support/postgres-server";
import { openTestStore, silentLogger, temporaryDatabase } from "../support/sqlite-event-store";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop(), stopTimeoutMs);

describeNotStored("SQLite", () => {
  const { file, remove } = temporaryDatabase();
  return { open: () => openTestStore(file), remove };
});
describeNotStored("PostgreSQL", async () => {
  const url = await server.createSchema();
  return {
    open: () => openPostgresEventStore({ url, logger: silentLogger }),
    remove: () => {},
  };
});

it.each([
  ["keeps everything when that makes it more than was seen", 3, false],
  ["forgets everything when that makes it what was seen", 4, true],
])(
  "on PostgreSQL, forgetting waits for what is being counted, and %s",
  async (_, seen, forgets) => {
    const url = await server.createDatabase();
    const { notStoredStore, close } = await openPostgresEventStore({ url, logger: silentLogger });
    const counting = new pg.Client(url);
    await counting.connect();
    onTestFinished(async () => {
      await counting.end();
      await close();
    });
    for (const [reporter, count] of [["r1", 1] as const, ["r2", 2] as const]) {
      const losses = [{ scope: acme, count, firstAt: 1_000, lastAt: 1_000 }];
      await notStoredStore.add({ reporter, number: 1, losses });
    }
    await counting.query("begin");
    await counting.query("update not_stored set count = count + 1 where reporter = 'r2'");
    const forgetting = notStoredStore.forget(acme, seen);
    const waiting = "select 1 from pg_locks where not granted";
    await expect.poll(async () => (await counting.query(waiting)).rowCount).toBe(1);
    await counting.query("commit");
    expect(await forgetting).toBe(forgets);
    expect(await notStoredStore.total("r1")).toMatchObject({ count: forgets ? 0 : 4 });
  },
);
