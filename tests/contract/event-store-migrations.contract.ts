import Database from "libsql";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../support/postgres/postgres-server";
import { appendOne } from "../support/store/append-one";
import {
  type EarlierCommit,
  earlierCommits,
  fillEarlierPostgres,
  putEarlierSqlite,
} from "../support/store/earlier-databases";
import { acme, newEvent } from "../support/store/new-event";
import { type Schema, schemaOfPostgres, schemaOfSqlite } from "../support/store/schema-of";
import {
  openTestStore,
  silentLogger,
  temporaryDatabase,
} from "../support/store/sqlite-event-store";
import "../support/patience";

interface Place {
  open(): Promise<OpenedEventStore>;
  schema(): Promise<Schema>;
  /** As if another Hookline had made it. */
  setVersion(version: number): Promise<void>;
  remove(): void;
}
/** An empty database, or one that the commit's code filled. */
type MakePlace = (commit?: EarlierCommit) => Promise<Place>;

async function makeSqlite(commit?: EarlierCommit): Promise<Place> {
  const { file, remove } = temporaryDatabase();
  if (commit) putEarlierSqlite(commit, file);
  return {
    open: () => openTestStore(file),
    schema: async () => schemaOfSqlite(file),
    async setVersion(version) {
      const connection = new Database(file);
      connection.exec(`pragma user_version = ${version}`);
      connection.close();
    },
    remove,
  };
}

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop(), stopTimeoutMs);

async function makePostgres(commit?: EarlierCommit): Promise<Place> {
  const url = await server.createSchema();
  if (commit) await fillEarlierPostgres(commit, url);
  return {
    open: () => openPostgresEventStore({ url, logger: silentLogger }),
    schema: () => schemaOfPostgres(url),
    async setVersion(version) {
      const client = new pg.Client(url);
      await client.connect();
      await client.query("update hookline_schema set version = $1", [version]);
      await client.end();
    },
    remove: () => {},
  };
}

const engines: readonly [string, MakePlace][] = [
  ["SQLite", makeSqlite],
  ["PostgreSQL", makePostgres],
];

describe.each(engines)("a database on %s", (_, make) => {
  test("has the same schema however it came about: made whole, or brought up from an earlier version", async () => {
    const schemas: Schema[] = [];
    for (const commit of [undefined, ...earlierCommits]) {
      const place = await make(commit);
      await (await place.open()).close();
      schemas.push(await place.schema());
      place.remove();
    }
    const [whole, ...broughtUp] = schemas;
    expect(whole?.length).toBeGreaterThan(100);
    for (const schema of broughtUp) expect(schema).toEqual(whole);
  });

  test.each([undefined, ...earlierCommits])(
    "(%s) is made or brought up once when two processes start at once, and both work on",
    async (commit) => {
      const place = await make(commit);
      const [first, second] = await Promise.all([place.open(), place.open()]);
      const { summary } = await appendOne(first.eventStore, newEvent({ id: "one" }));
      expect(await second.eventStore.get(acme, summary.id)).toMatchObject({ facts: { id: "one" } });
      await Promise.all([first.close(), second.close()]);
      place.remove();
    },
  );

  test.each([7, 99])("of version %i is left alone", async (version) => {
    const place = await make("a678c29");
    await place.setVersion(version);
    const before = await place.schema();
    await expect(place.open()).rejects.toThrow(`has version ${version}; this Hookline knows`);
    expect(await place.schema()).toEqual(before);
    place.remove();
  });
});
