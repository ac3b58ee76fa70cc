import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import type { RetentionReason } from "@/lib/domain/retention";
import type { PruneLimits, PruneStep } from "../event-store";
import { advisoryLocks } from "./advisory-locks";
import { dayEnd, dayOfPartition } from "./day-partitions";

const lockTimeoutMs = 40;
const lockNotAvailable = "55P03";
const nothing: PruneStep = { dropped: 0, reason: null, more: false, tookMs: 0 };

const lockRow = z.object({ mine: z.boolean() });
const countRow = z.object({ count: z.number().int() });
const dayRow = z
  .object({ name: z.string(), bytes: z.number() })
  .transform((row) => ({ ...row, day: dayOfPartition(row.name) }));
type Day = z.infer<typeof dayRow>;

/** All days there are, oldest first. */
async function daysOf(client: PoolClient): Promise<Day[]> {
  const { rows } = await client.query(
    `select relname as name, pg_total_relation_size(pg_class.oid) as bytes
     from pg_inherits join pg_class on pg_class.oid = inhrelid
     where inhparent = 'event'::regclass`,
  );
  return rows.map((row) => dayRow.parse(row)).sort((a, b) => a.day - b.day);
}

async function countOf(client: PoolClient, sql: string): Promise<number> {
  const { rows } = await client.query(sql);
  return countRow.parse(rows[0]).count;
}

function eventsOf(client: PoolClient, { name }: Day): Promise<number> {
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
  return all - (await eventsOf(client, oldest)) >= maxEvents ? "count" : null;
}

async function dropOldest(client: PoolClient, limits: PruneLimits): Promise<PruneStep> {
  const { rows } = await client.query("select pg_try_advisory_xact_lock($1) as mine", [
    advisoryLocks.retention,
  ]);
  // Another process is at it.
  if (!lockRow.parse(rows[0]).mine) return nothing;
  const days = await daysOf(client);
  const [oldest] = days;
  if (!oldest) return nothing;
  const reason = await reasonToDrop(client, days, oldest, limits);
  if (!reason) return nothing;
  const events = await eventsOf(client, oldest);
  await client.query(
    `update retention set dropped_events = dropped_events + $1, dropped_at = $2, reason = $3,
       dropped_before = greatest(dropped_before, $4)`,
    [events, limits.now, reason, Math.min(dayEnd(oldest.day), limits.now)],
  );
  // Who wants to write waits behind us while we wait for readers: better we give up.
  await client.query(`set local lock_timeout = ${lockTimeoutMs}`);
  const startedAt = performance.now();
  await client.query(`drop table ${oldest.name}`);
  await client.query("commit");
  return { dropped: events, reason, more: true, tookMs: performance.now() - startedAt };
}

/**
 * Drops the oldest day when a limit asks for it: a table as a whole, without touching its rows. In
 * one process at a time; when readers hold the table, the next run tries again.
 */
export async function dropOldestDay(pool: Pool, limits: PruneLimits): Promise<PruneStep> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    return await dropOldest(client, limits);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    if (code === lockNotAvailable) return nothing;
    throw cause;
  } finally {
    // Ends what was not committed; after a commit it does nothing.
    await client.query("rollback").catch(() => {});
    client.release();
  }
}
