import type { PoolClient } from "pg";
import { z } from "zod";
import { dayEnd } from "../day-partitions";
import { countedBytesSql } from "./counted-bytes";
import { type EventDay, uncountedName } from "./event-days";

const lockTimeoutMs = 40;
/** 128 MB: one statement must not take long, however large the day is. */
const blocksAtOnce = 16_384;

const totalsRow = z.object({ id: z.number().int(), events: z.number(), bytes: z.number() });
const blocksRow = z.object({ blocks: z.number() });

interface DayTotals {
  readonly ids: number[];
  readonly events: number[];
  readonly bytes: number[];
}

/** What each account has in a table that is no longer in use. */
async function totalsOf(client: PoolClient, name: string): Promise<DayTotals> {
  const { rows: sizes } = await client.query(
    "select pg_relation_size($1::regclass) / current_setting('block_size')::bigint as blocks",
    [name],
  );
  const { blocks } = blocksRow.parse(sizes[0]);
  const totals: DayTotals = { ids: [], events: [], bytes: [] };
  for (let from = 0; from < blocks; from += blocksAtOnce) {
    const { rows } = await client.query(
      `select event.scope_id as id, count(*) as events, sum(${countedBytesSql}) as bytes
       from ${name} as event, retention
       where event.ctid >= $1::tid and event.ctid < $2::tid group by event.scope_id`,
      [`(${from},0)`, `(${from + blocksAtOnce},0)`],
    );
    for (const row of rows) {
      const { id, events, bytes } = totalsRow.parse(row);
      totals.ids.push(id);
      totals.events.push(events);
      totals.bytes.push(bytes);
    }
  }
  return totals;
}

/**
 * Drops a day that was taken out of the events. What its accounts hold is lowered first, with a new
 * name for the table in the same transaction, so that it happens once, wherever the process ends;
 * dropping the table takes too long to be part of it. Resolves with how many events it held.
 */
export async function dropDetached(client: PoolClient, name: string): Promise<number> {
  const { ids, events, bytes } = await totalsOf(client, name);
  const dropped = events.reduce((sum, count) => sum + count, 0);
  await client.query("begin");
  // In the same order as every other change of several accounts, so that no two wait for each
  // other.
  await client.query("select from event_counter where id = 1 for update");
  await client.query(
    `update scope set events = greatest(scope.events - gone.events, 0),
       bytes = case when scope.events <= gone.events then 0
         else greatest(scope.bytes - gone.bytes, 0) end
     from (
       select id, sum(events) as events, sum(bytes) as bytes
       from unnest($1::integer[], $2::bigint[], $3::bigint[]) as part (id, events, bytes)
       group by id
     ) as gone
     where scope.id = gone.id`,
    [ids, events, bytes],
  );
  await client.query("update retention set dropped_events = dropped_events + $1", [dropped]);
  await client.query(`alter table ${name} rename to ${uncountedName(name)}`);
  await client.query("commit");
  await client.query(`drop table ${uncountedName(name)}`);
  return dropped;
}

export interface DroppedDay {
  readonly dropped: number;
  /** For how long it may have kept others from writing. */
  readonly tookMs: number;
}

/**
 * Takes a day that is too old out of the events and drops it. Readers that hold the table for long
 * make it fail with lock_not_available.
 */
export async function dropDay(
  client: PoolClient,
  { name, day, isPending }: EventDay,
  now: number,
): Promise<DroppedDay> {
  // Noted before it is done: a reader must not miss events without knowing that they are gone.
  await client.query(
    `update retention set dropped_at = $1, reason = 'age',
       dropped_before = greatest(dropped_before, $2)`,
    [now, Math.min(dayEnd(day), now)],
  );
  await client.query(`set lock_timeout = ${lockTimeoutMs}`);
  const startedAt = performance.now();
  // Neither blocks writers or readers of other days; readers of this day are waited for shortly.
  await client.query(
    `alter table event detach partition ${name} ${isPending ? "finalize" : "concurrently"}`,
  );
  const tookMs = performance.now() - startedAt;
  await client.query("reset lock_timeout");
  return { dropped: await dropDetached(client, name), tookMs };
}
