import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { describeKeptApart } from "../support/describe-kept-apart";
import { startPostgres, stopTimeoutMs, type TestPostgres } from "../support/postgres-server";
import { openTestStore, silentLogger, temporaryDatabase } from "../support/sqlite-event-store";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop(), stopTimeoutMs);

describeKeptApart("SQLite", () => {
  const { file, remove } = temporaryDatabase();
  return { open: () => openTestStore(file), remove };
});
describeKeptApart("PostgreSQL", async () => {
  const url = await server.createSchema();
  return {
    open: () => openPostgresEventStore({ url, logger: silentLogger }),
    remove: () => {},
  };
});
