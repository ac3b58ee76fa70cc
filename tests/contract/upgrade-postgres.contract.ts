import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../support/postgres/postgres-server";
import { describeUpgrade } from "../support/store/describe-upgrade";
import { fillEarlierPostgres } from "../support/store/earlier-databases";
import { silentLogger } from "../support/store/sqlite-event-store";
import "../support/patience";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop(), stopTimeoutMs);

describeUpgrade("postgres", async (commit) => {
  const url = await server.createDatabase();
  await fillEarlierPostgres(commit, url);
  return openPostgresEventStore({ url, logger: silentLogger });
});
