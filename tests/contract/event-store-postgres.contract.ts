import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { describeEventExport } from "../support/describe-event-export";
import { describeEventHistogram } from "../support/describe-event-histogram";
import { describeEventStore } from "../support/describe-event-store";
import { describeRetention } from "../support/describe-retention";
import { describeSharedEventStore } from "../support/describe-shared-event-store";
import { startPostgres, stopTimeoutMs, type TestPostgres } from "../support/postgres-server";
import { silentLogger } from "../support/sqlite-event-store";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
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
describeRetention("PostgreSQL", makePlace);
describeSharedEventStore("PostgreSQL", makePlace);
