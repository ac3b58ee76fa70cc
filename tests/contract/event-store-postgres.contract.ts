import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/event-store/postgres/open-postgres-event-store";
import { describeEventHistogram } from "../support/describe-event-histogram";
import { describeEventStore } from "../support/describe-event-store";
import { describeRetention } from "../support/describe-retention";
import { describeSharedEventStore } from "../support/describe-shared-event-store";
import { startPostgres, type TestPostgres } from "../support/postgres-server";
import { silentLogger } from "../support/sqlite-event-store";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function makePlace() {
  const url = await server.createDatabase();
  return { open: () => openPostgresEventStore({ url, logger: silentLogger }), remove: () => {} };
}

describeEventStore("PostgreSQL", makePlace);
describeEventHistogram("PostgreSQL", makePlace);
describeRetention("PostgreSQL", makePlace);
describeSharedEventStore("PostgreSQL", makePlace);
