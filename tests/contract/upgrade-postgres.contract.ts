import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import {
  startPostgres,
  stopTimeoutMs,
  type TestPostgres,
} from "../support/postgres/postgres-server";
import { describeUpgrade } from "../support/store/describe-upgrade";
import { silentLogger } from "../support/store/sqlite-event-store";
import "../support/patience";

const script = new URL("../fixtures/upgrade/a678c29.postgres.sql.gz", import.meta.url);
let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop(), stopTimeoutMs);

async function openUpgraded() {
  const url = await server.createDatabase();
  const earlier = new pg.Client(url);
  await earlier.connect();
  await earlier.query(gunzipSync(readFileSync(script)).toString());
  await earlier.end();
  return openPostgresEventStore({ url, logger: silentLogger });
}

describeUpgrade("postgres", openUpgraded);
