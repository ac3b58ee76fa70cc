import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/event-store/postgres/open-postgres-event-store";
import { describeNotStored } from "../support/describe-not-stored";
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
