import pg from "pg";
import { afterAll, beforeAll } from "vitest";
import { createPostgresDrainSink } from "@/lib/store/postgres/drain/drain-sink";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { createWritingPool } from "@/lib/store/postgres/pool";
import { type DrainPlace, describeDrain } from "../support/drain/describe-drain";
import { describeJudgedDeliveries } from "../support/drain/describe-judged-deliveries";
import { describeRandomDrain } from "../support/drain/describe-random-drain";
import {
  startPostgres,
  startTimeoutMs,
  stopTimeoutMs,
  type TestPostgres,
} from "../support/postgres/postgres-server";
import { silentLogger } from "../support/store/sqlite-event-store";
import "../support/patience";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, startTimeoutMs);
afterAll(() => server.stop(), stopTimeoutMs);

async function makePlace(): Promise<DrainPlace> {
  const url = await server.createSchema();
  const store = await openPostgresEventStore({ url, logger: silentLogger });
  const pools: pg.Pool[] = [];
  return {
    store,
    async openSink() {
      const pool = createWritingPool(url, 2, silentLogger);
      pools.push(pool);
      return createPostgresDrainSink(pool);
    },
    async refuse(column, text) {
      const client = new pg.Client(url);
      await client.connect();
      await client.query(`alter table event add constraint refuse_${column}
        check (${column} is null or ${column} not like '%${text}%')`);
      await client.end();
    },
    async remove() {
      await Promise.all(pools.map((pool) => pool.end()));
      await store.close();
    },
  };
}

describeDrain("PostgreSQL", makePlace);
describeJudgedDeliveries("PostgreSQL", makePlace);
describeRandomDrain("PostgreSQL", makePlace);
