import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { migrations } from "@/lib/store/migrations/migrations";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../support/postgres/postgres-server";
import type { StorePlace } from "../support/store/describe-event-store";
import { acme } from "../support/store/new-event";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "../support/store/sqlite-event-store";

const receivedAt = 1_764_000_000_000;
const day = Math.floor(receivedAt / 86_400_000);
const payload = '{"hook_event":"channel_create","call_id":"c-1","to":"+14155550100"}';

/** One account, key and event, in the columns that the first version had. */
const rows = `
  insert into receiver_key (id, cluster, account_id, name, "key", created_at)
    values ('k1', '${acme.cluster}', '${acme.accountId}', 'Default', 'the-key', ${receivedAt});
  insert into scope (cluster, account_id) values ('${acme.cluster}', '${acme.accountId}');
`;
const event = (columns: string, values: string) => `
  insert into event (id, scope_id, receiver_key_id, received_at, webhook_id, method, kind, "trigger",
      call_id, content_type, body_bytes, facts, payload, headers, "query", body ${columns})
    values ('e1', 1, 'k1', ${receivedAt}, 'w1', 'POST', 'call', 'channel_create', 'c-1',
      'application/json', 3, '{"id":"old"}', '${payload}', '[["x-a","1"]]', 'a=b', ${values});
`;

/** A database as the Hookline of that version left it. */
type MakeOld = (version: number) => Promise<StorePlace>;

async function makeOldSqlite(version: number): Promise<StorePlace> {
  const { file, remove } = temporaryDatabase();
  mkdirSync(dirname(file), { recursive: true });
  const connection = new Database(file);
  for (const step of migrations.slice(0, version)) connection.exec(step.sqlite);
  connection.exec(`pragma user_version = ${version}; ${rows} ${event("", "x'00ff0a'")}`);
  // From then on each append notes when its events were received.
  if (version >= 5) {
    connection.exec(`insert into event_stretch values (0, ${receivedAt}, ${receivedAt})`);
  }
  connection.close();
  return { open: () => openTestStore(file), remove };
}

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop(), stopTimeoutMs);

async function makeOldPostgres(version: number): Promise<StorePlace> {
  const url = await server.createSchema();
  const client = new pg.Client(url);
  await client.connect();
  for (const step of migrations.slice(0, version)) await client.query(step.postgres);
  const columns = ", sequence, words";
  const words = "'\\x00ff0a', 1, '''#1'' 14155550100:1 4155550100:2'";
  await client.query(`
    create table hookline_schema (version integer not null);
    insert into hookline_schema values (${version});
    create table event_day_${day} partition of event
      for values from (${day * 86_400_000}) to (${(day + 1) * 86_400_000});
    update event_counter set last = 1;
    ${rows} ${event(columns, words)}
  `);
  await client.end();
  return {
    open: () => openPostgresEventStore({ url, logger: silentLogger }),
    remove: () => {},
  };
}

const engines: readonly [string, MakeOld][] = [
  ["SQLite", makeOldSqlite],
  ["PostgreSQL", makeOldPostgres],
];

describe.each(engines)("an old database on %s", (_, makeOld) => {
  test.each(migrations.map(({ version }) => version))(
    "of version %i keeps all it has, with two processes starting at once",
    async (version) => {
      const place = await makeOld(version);
      const [first, second] = await Promise.all([place.open(), place.open()]);
      for (const { eventStore, receiverKeyStore } of [first, second]) {
        expect(await eventStore.get(acme, "e1")).toMatchObject({
          sequence: 1,
          receivedAt,
          facts: { id: "old" },
          payload: JSON.parse(payload),
          headers: [["x-a", "1"]],
          query: "a=b",
          bodyBase64: Buffer.from([0, 255, 10]).toString("base64"),
          repeatOf: null,
          quarantine: null,
        });
        for (const filter of [{}, { q: "415-555-0100" }, { callId: "c-1" }, { from: receivedAt }]) {
          const { items, horizon } = await eventStore.search(acme, filter, { limit: 10 });
          expect(items.map(({ id }) => id)).toEqual(["e1"]);
          expect(horizon).toEqual({ droppedBefore: null });
        }
        const span = { from: receivedAt, to: receivedAt + 1 };
        expect(await eventStore.histogram(acme, span, 1)).toMatchObject([{ counts: { call: 1 } }]);
        expect(await receiverKeyStore.all()).toMatchObject([{ id: "k1", lastUsedAt: null }]);
      }
      await Promise.all([first.close(), second.close()]);
      await place.remove();
    },
  );
});
