import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/event-store/postgres/open-postgres-event-store";
import { describeKeptApart } from "../support/describe-kept-apart";
import { startPostgres, type TestPostgres } from "../support/postgres-server";
import { openTestStore, silentLogger, temporaryDatabase } from "../support/sqlite-event-store";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

describeKeptApart("SQLite", () => {
  const { file, remove } = temporaryDatabase();
  return { open: () => openTestStore(file), remove };
});
describeKeptApart("PostgreSQL", async () => {
  const url = await server.createDatabase();
  return { open: () => openPostgresEventStore({ url, logger: silentLogger }), remove: () => {} };
});
