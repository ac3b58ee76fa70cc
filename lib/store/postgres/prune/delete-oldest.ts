import type { PoolClient } from "pg";
import { z } from "zod";
import type { OverLimit } from "../../events/over-limits";
import { countedBytesSql } from "./counted-bytes";
import type { EventDay } from "./event-days";

const maxRowsPerStep = 500;
/** Each costs a transaction. */
const maxAccountsPerStep = 20;

/**
 * Deletes events of one day and notes that in the same transaction. The account's row is changed
 * last, so a writer of its events waits for the commit only.
 */
function deleteSql(name: string): string {
  return `
    with oldest as (
      select event.ctid, event.sequence, ${countedBytesSql} as bytes
      from ${name} as event, retention
      where event.scope_id = $1 order by event.sequence limit $2
    ), summed as (
      select ctid, sum(bytes) over (order by sequence) - bytes as before from oldest
    ), gone as (
      delete from ${name} as event using retention
      where event.ctid = any (array(select ctid from summed where $3::bigint is null or before < $3))
      returning event.received_at, ${countedBytesSql} as bytes
    ), sums as (
      select count(*) as events, coalesce(sum(bytes), 0) as bytes, max(received_at) as newest
      from gone
    ), noted as (
      update retention
      set dropped_events = dropped_events + sums.events, dropped_at = $4, reason = $5
      from sums where sums.events > 0
    ), lowered as (
      update scope set
        events = greatest(scope.events - sums.events, 0),
        bytes = case when scope.events <= sums.events then 0
          else greatest(scope.bytes - sums.bytes, 0) end,
        -- A clock that once ran ahead must not make it look as if all were gone until then.
        dropped_before = greatest(dropped_before, least(sums.newest + 1, $4))
      from sums where scope.id = $1 and sums.events > 0
    )
    select events from sums
  `;
}

const sumsRow = z.object({ events: z.number().int() });

function finite(amount: number): number | null {
  return Number.isFinite(amount) ? amount : null;
}

/** What an account counts though it has nothing. */
async function forgetTotals(client: PoolClient, id: number): Promise<void> {
  await client.query("begin");
  // This waits for a writer of its events and then sees what it wrote.
  await client.query("select from scope where id = $1 for update", [id]);
  await client.query(
    `update scope set events = 0, bytes = 0
     where id = $1 and not exists (select from event where scope_id = $1)`,
    [id],
  );
  await client.query("commit");
}

/**
 * Deletes some of the oldest events of one account, all of one day: as many as it has too many,
 * but no more than `maxRows`. Resolves with how many there were.
 */
async function deleteOldestOf(
  client: PoolClient,
  days: readonly EventDay[],
  { id, reason, events, bytes }: OverLimit,
  { maxRows, now }: DeleteOptions,
): Promise<number> {
  const values = [id, Math.min(events, maxRows), finite(bytes), now, reason];
  for (const day of days) {
    if (day.bytes === 0) continue;
    const { rows } = await client.query(deleteSql(day.name), values);
    const { events: deleted } = sumsRow.parse(rows[0]);
    if (deleted > 0) return deleted;
  }
  return 0;
}

interface DeleteOptions {
  readonly maxRows: number;
  /** Unix milliseconds. */
  readonly now: number;
}

/** The same of several accounts, the first first. */
export async function deleteOldest(
  client: PoolClient,
  days: readonly EventDay[],
  over: readonly OverLimit[],
  now: number,
): Promise<number> {
  let deleted = 0;
  for (const account of over.slice(0, maxAccountsPerStep)) {
    const maxRows = maxRowsPerStep - deleted;
    if (maxRows === 0) break;
    const own = await deleteOldestOf(client, days, account, { maxRows, now });
    if (own === 0) {
      // The count was wrong, so other accounts may have to give less.
      await forgetTotals(client, account.id);
      break;
    }
    deleted += own;
  }
  return deleted;
}
