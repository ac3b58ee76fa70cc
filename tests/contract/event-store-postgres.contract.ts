import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../support/postgres/postgres-server";
import { describeCalls } from "../support/store/describe-calls";
import { describeDeliveries } from "../support/store/describe-deliveries";
import { describeEventExport } from "../support/store/describe-event-export";
import { describeEventFilter } from "../support/store/describe-event-filter";
import { describeEventHistogram } from "../support/store/describe-event-histogram";
import { describeEventStore } from "../support/store/describe-event-store";
import { describeKnownWebhooks } from "../support/store/describe-known-webhooks";
import { describeNotStored } from "../support/store/describe-not-stored";
import { describeQuarantine } from "../support/store/describe-quarantine";
import { describeRetention } from "../support/store/describe-retention";
import { describeSharedEventStore } from "../support/store/describe-shared-event-store";
import { describeWebhookActivity } from "../support/store/describe-webhook-activity";
import { silentLogger } from "../support/store/sqlite-event-store";
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
describeCalls("PostgreSQL", makePlace);
describeDeliveries("PostgreSQL", makePlace);
describeEventExport("PostgreSQL", makePlace);
describeEventFilter("PostgreSQL", makePlace);
describeEventHistogram("PostgreSQL", makePlace);
describeQuarantine("PostgreSQL", makePlace);
describeKnownWebhooks("PostgreSQL", makePlace);
describeWebhookActivity("PostgreSQL", makePlace);
describeNotStored("PostgreSQL", makePlace);
describeRetention("PostgreSQL", makePlace);
describeSharedEventStore("PostgreSQL", makePlace);
