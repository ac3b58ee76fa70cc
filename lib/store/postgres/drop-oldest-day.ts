import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import type { RetentionReason } from "@/lib/domain/retention";
import type { PruneLimits, PruneStep } from "../store";
import { advisoryLocks } from "./advisory-locks";
import { dayEnd, dayOfPartition } from "./day-partitions";

const lockTimeoutMs = 40;
const lockNotAvailable = "55P03";
const nothing: PruneStep = { dropped: 0, reason: null, more: false, tookMs: 0 };

const lockRow = z.object({ mine: z.boolean() });
const nameRow = z.object({ name: z.string() });
const countRow = z.object({ count: z.number().int() });
const dayRow = z
  .object({ name: z.string(), bytes: z.number(), isPending: z.boolean() })
  .transform((row) => ({ ...row, day: dayOfPartition(row.name) }));
type Day = z.infer<typeof dayRow>;

/** All days there are, oldest first. */
async function daysOf(client: PoolClient): Promise<Day[]> {
  const { rows } = await client.query(
    `select relname as name, pg_total_relation_size(pg_class.oid) as bytes,
       inhdetachpending as "isPending"
     from pg_inherits join pg_class on pg_class.oid = inhrelid
     where inhparent = 'event'::regclass`,
  );
  return rows.map((row) => dayRow.parse(row)).sort((a, b) => a.day - b.day);
}

/** Days taken out of the events but not dropped: a process ended in between. */
async function detachedDays(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query(
    `select relname as name from pg_class
     where relkind = 'r' and relname like 'event\\_day\\_%' and not relispartition
       and relnamespace = (select relnamespace from pg_class where oid = 'event'::regclass)`,
  );
  return rows.map((row) => nameRow.parse(row).name);
}

async function countOf(client: PoolClient, sql: string): Promise<number> {
  const { rows } = await client.query(sql);
  return countRow.parse(rows[0]).count;
}

function eventsOf(client: PoolClient, name: string): Promise<number> {
  return countOf(client, `select count(*) as count from ${name}`);
}

/** Why the day has to go; null when it may stay. */
async function reasonToDrop(
  client: PoolClient,
  days: readonly Day[],
  oldest: Day,
  limits: PruneLimits,
): Promise<RetentionReason | null> {
  const { olderThan, maxEvents, maxBytes, now } = limits;
  if (olderThan !== null && dayEnd(oldest.day) <= olderThan) return "age";
  if (dayEnd(oldest.day) > now) return null;
  const bytes = days.reduce((sum, day) => sum + day.bytes, 0);
  if (maxBytes !== null && bytes > maxBytes) return "bytes";
  if (maxEvents === null) return null;
  const all = await countOf(
    client,
    "select last - dropped_events as count from event_counter, retention",
  );
  if (all <= maxEvents) return null;
  return all - (await eventsOf(client, oldest.name)) >= maxEvents ? "count" : null;
}

/** Nobody else uses such a table any more. Resolves with how many events it held. */
async function dropDetached(client: PoolClient, name: string): Promise<number> {
  const events = await eventsOf(client, name);
  await client.query("begin");
  await client.query("update retention set dropped_events = dropped_events + $1", [events]);
  await client.query(`drop table ${name}`);
  await client.query("commit");
  return events;
}

async function dropOldest(client: PoolClient, limits: PruneLimits): Promise<PruneStep> {
  for (const name of await detachedDays(client)) await dropDetached(client, name);
  const days = await daysOf(client);
  const [oldest] = days;
  if (!oldest) return nothing;
  const reason = await reasonToDrop(client, days, oldest, limits);
  if (!reason) return nothing;
  // Said before it is done: a reader must not miss events that it isn't told of.
  await client.query(
    `update retention set dropped_at = $1, reason = $2,
       dropped_before = greatest(dropped_before, $3)`,
    [limits.now, reason, Math.min(dayEnd(oldest.day), limits.now)],
  );
  // Neither locks out who writes or reads other days; who reads this one is waited for shortly.
  await client.query(`set lock_timeout = ${lockTimeoutMs}`);
  const startedAt = performance.now();
  await client.query(
    `alter table event detach partition ${oldest.name} ${oldest.isPending ? "finalize" : "concurrently"}`,
  );
  const tookMs = performance.now() - startedAt;
  return { dropped: await dropDetached(client, oldest.name), reason, more: true, tookMs };
}

/**
 * Drops the oldest day when a limit asks for it: a table as a whole, without touching its rows. In
 * one process at a time; when readers hold the table for long, the next run tries again.
 */
export async function dropOldestDay(pool: Pool, limits: PruneLimits): Promise<PruneStep> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as mine", [
      advisoryLocks.retention,
    ]);
    // Otherwise another process is at it.
    return lockRow.parse(rows[0]).mine ? await dropOldest(client, limits) : nothing;
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === lockNotAvailable) {
      return nothing;
    }
    failure = cause instanceof Error ? cause : new Error(String(cause));
    throw cause;
  } finally {
    // The lock and the timeout are the connection's; after a failure it is not used again.
    await client.query("rollback").catch(() => {});
    await client.query("select pg_advisory_unlock_all()").catch(() => {});
    await client.query("reset lock_timeout").catch(() => {});
    client.release(failure);
  }
}
