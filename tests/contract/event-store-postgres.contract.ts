import pg from "pg";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { describeEventExport } from "../support/describe-event-export";
import { describeEventHistogram } from "../support/describe-event-histogram";
import { describeEventStore } from "../support/describe-event-store";
import { describeKeptApart } from "../support/describe-kept-apart";
import { describeKnownWebhooks } from "../support/describe-known-webhooks";
import { describeNotStored } from "../support/describe-not-stored";
import { describeRetention } from "../support/describe-retention";
import { describeSharedEventStore } from "../support/describe-shared-event-store";
import { acme } from "../support/new-event";
import {
  startPostgres,
  startTimeoutMs,
  stopTimeoutMs,
  type TestPostgres,
} from "../support/postgres-server";
import { silentLogger } from "../support/sqlite-event-store";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, startTimeoutMs);
afterAll(() => server.stop(), stopTimeoutMs);

async function makePlace() {
  const url = await server.createSchema();
  return {
    open: () => openPostgresEventStore({ url, logger: silentLogger }),
    remove: () => {},
  };
}

describeEventStore("PostgreSQL", makePlace);
describeEventExport("PostgreSQL", makePlace);
describeEventHistogram("PostgreSQL", makePlace);
describeKeptApart("PostgreSQL", makePlace);
describeKnownWebhooks("PostgreSQL", makePlace);
describeNotStored("PostgreSQL", makePlace);
describeRetention("PostgreSQL", makePlace);
describeSharedEventStore("PostgreSQL", makePlace);

it.each([
  ["acknowledges nothing when that makes it more than was seen", 3, false],
  ["acknowledges everything when that makes it what was seen", 4, true],
])(
  "on PostgreSQL, acknowledging waits for what is being counted, and %s",
  async (_, seen, acknowledges) => {
    const url = await server.createDatabase();
    const { notStoredStore, close } = await openPostgresEventStore({ url, logger: silentLogger });
    const counting = new pg.Client(url);
    await counting.connect();
    onTestFinished(async () => {
      await counting.end();
      await close();
    });
    for (const [reporter, count] of [["r1", 1] as const, ["r2", 2] as const]) {
      await notStoredStore.note([{ reporter, scope: acme, count, firstAt: 1_000, lastAt: 1_000 }]);
    }
    await counting.query("begin");
    await counting.query("update not_stored set count = count + 1 where reporter = 'r2'");
    const acknowledging = notStoredStore.acknowledge(acme, seen);
    const waiting = "select 1 from pg_locks where not granted";
    await expect.poll(async () => (await counting.query(waiting)).rowCount).toBe(1);
    await counting.query("commit");
    expect(await acknowledging).toBe(acknowledges);
    expect(await notStoredStore.total()).toBe(acknowledges ? 0 : 4);
  },
);
