import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { EventDatabase } from "./database";
import type { NotStoredStore, ReportedLoss } from "./not-stored-store";

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
const totalRow = z.object({ total: z.number().int().nullable() });

export function createKyselyNotStoredStore(db: Kysely<EventDatabase>): NotStoredStore {
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
    async forget({ cluster, accountId }, through) {
      await db
        .deleteFrom("not_stored")
        .where("cluster", "=", cluster)
        .where("account_id", "=", accountId)
        .where("last_at", "<=", through)
        .execute();
    },
    async total() {
      const row = await db
        .selectFrom("not_stored")
        .select(({ fn }) => fn.sum<number>("count").as("total"))
        .executeTakeFirst();
      return totalRow.parse(row).total ?? 0;
    },
  };
}
