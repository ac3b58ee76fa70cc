import type { NotStoredCount } from "@/lib/drain/sink";
import type { Connection } from "../open-database";

/** Notes counts of what was not stored, as NotStoredStore.note does, within a transaction. */
export function prepareNotStoredNotes(
  connection: Connection,
): (counts: readonly NotStoredCount[]) => void {
  const note = connection.prepare(
    `insert into not_stored (cluster, account_id, reporter, "count", first_at, last_at)
     values (?, ?, ?, ?, ?, ?) on conflict do update set
       "count" = excluded."count",
       first_at = case when acknowledged = 0 then min(first_at, excluded.first_at) else first_at end,
       last_at = max(last_at, excluded.last_at)
     where not_stored."count" < excluded."count"`,
  );
  return (counts) => {
    for (const { reporter, scope, count, firstAt, lastAt } of counts) {
      note.run([scope.cluster, scope.accountId, reporter, count, firstAt, lastAt]);
    }
  };
}
