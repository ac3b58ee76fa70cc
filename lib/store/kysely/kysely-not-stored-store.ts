import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { NotStoredStore } from "../not-stored/not-stored-store";
import type { EventDatabase } from "./database";

/** Each has six values; SQLite takes 32,766 in a statement. */
const rowsPerStatement = 1_000;

const sumRow = z.object({
  count: z.number().int().nullable(),
  first_at: z.number().nullable(),
  last_at: z.number().nullable(),
});
const totalRow = z.object({ count: z.number().int().nullable() });

const open = sql<number>`sum(not_stored.count - not_stored.acknowledged)`;

interface NotStoredEngine {
  /** Whether others write while a statement runs, so that it must lock the rows it judges by. */
  readonly locksRows: boolean;
}

/** What was not stored, on any engine that Kysely speaks. */
export function createKyselyNotStoredStore(
  db: Kysely<EventDatabase>,
  engine: NotStoredEngine = { locksRows: false },
): NotStoredStore {
  return {
    async note(counts) {
      const rows = counts.map(({ reporter, scope, count, firstAt, lastAt }) => ({
        cluster: scope.cluster,
        account_id: scope.accountId,
        reporter,
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
                count: sql`excluded.count`,
                // The times of acknowledged losses are no longer shown either.
                first_at: sql`case when not_stored.acknowledged = 0
                  and excluded.first_at < not_stored.first_at
                  then excluded.first_at else not_stored.first_at end`,
                last_at: sql`case when excluded.last_at > not_stored.last_at
                  then excluded.last_at else not_stored.last_at end`,
              })
              .where(sql<boolean>`not_stored.count < excluded.count`),
          )
          .execute();
      }
    },
    async of({ cluster, accountId }) {
      const row = await db
        .selectFrom("not_stored")
        .select(({ fn }) => [
          open.as("count"),
          fn.min("first_at").as("first_at"),
          fn.max("last_at").as("last_at"),
        ])
        .where("cluster", "=", cluster)
        .where("account_id", "=", accountId)
        .whereRef("acknowledged", "<", "count")
        .executeTakeFirst();
      const { count, first_at, last_at } = sumRow.parse(row);
      if (count === null || first_at === null || last_at === null) return null;
      return { count, firstAt: first_at, lastAt: last_at };
    },
    async acknowledge({ cluster, accountId }, count) {
      const { numUpdatedRows } = await db
        .with("seen", (cte) =>
          cte
            .selectFrom("not_stored")
            .select(["count", "acknowledged"])
            .where("cluster", "=", cluster)
            .where("account_id", "=", accountId)
            // In one order, so that no two wait for each other.
            .orderBy("reporter")
            .$if(engine.locksRows, (rows) => rows.forUpdate()),
        )
        .updateTable("not_stored")
        // Later losses are never earlier than the last one noted.
        .set({ acknowledged: sql`count`, first_at: sql`last_at` })
        .where("cluster", "=", cluster)
        .where("account_id", "=", accountId)
        .whereRef("acknowledged", "<", "count")
        .where(
          ({ selectFrom }) =>
            selectFrom("seen").select(sql<number>`sum(seen.count - seen.acknowledged)`.as("sum")),
          "=",
          count,
        )
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async total() {
      const row = await db.selectFrom("not_stored").select(open.as("count")).executeTakeFirst();
      return totalRow.parse(row).count ?? 0;
    },
  };
}
