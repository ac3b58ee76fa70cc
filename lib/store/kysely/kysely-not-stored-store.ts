import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { NotStoredStore, ReportedLoss } from "../not-stored/not-stored-store";
import type { EventDatabase } from "./database";

/** Each has seven values; SQLite takes 32,766 in a statement. */
const rowsPerStatement = 1_000;

const lossRow = z
  .object({
    reporter: z.string(),
    batch: z.number().int(),
    count: z.number().int(),
    first_at: z.number(),
    last_at: z.number(),
  })
  .transform(({ first_at, last_at, ...row }): ReportedLoss => {
    return { ...row, firstAt: first_at, lastAt: last_at };
  });
const totalRow = z.object({
  count: z.number().int().nullable(),
  batch: z.number().int().nullable(),
});

interface NotStoredEngine {
  /** Whether others write while a statement runs, so that it must lock the rows it judges by. */
  readonly locksRows: boolean;
}

/** What was lost, on any engine that Kysely speaks. */
export function createKyselyNotStoredStore(
  db: Kysely<EventDatabase>,
  engine: NotStoredEngine = { locksRows: false },
): NotStoredStore {
  return {
    async add({ reporter, number, losses }) {
      const rows = losses.map(({ scope, count, firstAt, lastAt }) => ({
        cluster: scope.cluster,
        account_id: scope.accountId,
        reporter,
        batch: number,
        count,
        first_at: firstAt,
        last_at: lastAt,
      }));
      for (let at = 0; at < rows.length; at += rowsPerStatement) {
        await db
          .insertInto("not_stored")
          .values(rows.slice(at, at + rowsPerStatement))
          .onConflict((conflict) =>
            conflict
              .columns(["cluster", "account_id", "reporter"])
              .doUpdateSet({
                batch: sql`excluded.batch`,
                count: sql`not_stored.count + excluded.count`,
                // A clock may have jumped back.
                first_at: sql`case when excluded.first_at < not_stored.first_at
                  then excluded.first_at else not_stored.first_at end`,
                last_at: sql`case when excluded.last_at > not_stored.last_at
                  then excluded.last_at else not_stored.last_at end`,
              })
              // A batch whose answer got lost comes again: it is in the count already.
              .where(sql<boolean>`not_stored.batch < excluded.batch`),
          )
          .execute();
      }
    },
    async of({ cluster, accountId }) {
      const rows = await db
        .selectFrom("not_stored")
        .select(["reporter", "batch", "count", "first_at", "last_at"])
        .where("cluster", "=", cluster)
        .where("account_id", "=", accountId)
        .execute();
      return rows.map((row) => lossRow.parse(row));
    },
    async forget({ cluster, accountId }, count) {
      const { numDeletedRows } = await db
        .with("seen", (cte) =>
          cte
            .selectFrom("not_stored")
            .select("count")
            .where("cluster", "=", cluster)
            .where("account_id", "=", accountId)
            // In one order, so that no two wait for each other.
            .orderBy("reporter")
            .$if(engine.locksRows, (rows) => rows.forUpdate()),
        )
        .deleteFrom("not_stored")
        .where("cluster", "=", cluster)
        .where("account_id", "=", accountId)
        .where(
          ({ selectFrom }) => selectFrom("seen").select(({ fn }) => fn.sum("seen.count").as("sum")),
          "=",
          count,
        )
        .executeTakeFirst();
      return numDeletedRows > 0n;
    },
    async total(reporter) {
      const row = await db
        .selectFrom("not_stored")
        .select(({ fn }) => [
          fn.sum<number>("count").as("count"),
          sql<number>`max(case when reporter = ${reporter} then batch end)`.as("batch"),
        ])
        .executeTakeFirst();
      const { count, batch } = totalRow.parse(row);
      return { count: count ?? 0, batch: batch ?? 0 };
    },
  };
}
