import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { describeEventExport } from "../support/describe-event-export";
import { describeEventHistogram } from "../support/describe-event-histogram";
import { describeEventStore } from "../support/describe-event-store";
import { describeKnownWebhooks } from "../support/describe-known-webhooks";
import { describeNotStored } from "../support/describe-not-stored";
import { describeQuarantine } from "../support/describe-quarantine";
import { describeRetention } from "../support/describe-retention";
import { describeSharedEventStore } from "../support/describe-shared-event-store";
import { startPostgres, stopTimeoutMs, type TestPostgres } from "../support/postgres-server";
import { silentLogger } from "../support/sqlite-event-store";
import "../support/patience";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, stopTimeoutMs);
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
describeQuarantine("PostgreSQL", makePlace);
describeKnownWebhooks("PostgreSQL", makePlace);
describeNotStored("PostgreSQL", makePlace);
describeRetention("PostgreSQL", makePlace);
describeSharedEventStore("PostgreSQL", makePlace);
