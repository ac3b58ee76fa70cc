import type { Pool, PoolClient } from "pg";
import { z } from "zod";
import { type AccountTotals, overLimits } from "../../events/over-limits";
import type { PruneLimits, PruneStep } from "../../store";
import { advisoryLocks } from "../advisory-locks";
import { dayEnd } from "../day-partitions";
import { deleteOldest } from "./delete-oldest";
import { dropDay, dropDetached } from "./drop-day";
import { dropEmptyDay, emptyDayOf } from "./drop-empty-day";
import { detachedDays, eventDays, uncountedDays } from "./event-days";

const lockNotAvailable = "55P03";
const nothing: PruneStep = { dropped: 0, reason: null, more: false, tookMs: 0 };

const lockRow = z.object({ mine: z.boolean() });
const totalsRow = z.object({ id: z.number().int(), events: z.number(), bytes: z.number() });

async function accountTotals(client: PoolClient): Promise<readonly AccountTotals[]> {
  const { rows } = await client.query("select id, events, bytes from scope where events > 0");
  return rows.map((row) => totalsRow.parse(row));
}

/** Of days that a process had begun to drop when it ended. */
async function dropLeftovers(client: PoolClient): Promise<void> {
  for (const name of await uncountedDays(client)) await client.query(`drop table ${name}`);
  for (const name of await detachedDays(client)) await dropDetached(client, name);
}

async function step(client: PoolClient, limits: PruneLimits): Promise<PruneStep> {
  await dropLeftovers(client);
  const { olderThan, now } = limits;
  const days = await eventDays(client);
  const tooOld = days.find(({ day, isPending }) => {
    return isPending || (olderThan !== null && dayEnd(day) <= olderThan);
  });
  if (tooOld) return { ...(await dropDay(client, tooOld, now)), reason: "age", more: true };
  const over = overLimits(await accountTotals(client), limits);
  if (over[0]) {
    const startedAt = performance.now();
    const dropped = await deleteOldest(client, days, over, now);
    return { dropped, reason: over[0].reason, more: true, tookMs: performance.now() - startedAt };
  }
  const empty = emptyDayOf(days, now);
  if (!empty) return nothing;
  const startedAt = performance.now();
  const more = await dropEmptyDay(client, empty);
  return { ...nothing, more, tookMs: performance.now() - startedAt };
}

/**
 * One short step of retention: drops the oldest day when it is too old, a table as a whole; else
 * deletes some rows of the account that is over a limit; else tidies up. In one process at a time.
 * When readers hold a table for long, the next run tries again.
 */
export async function pruneStep(pool: Pool, limits: PruneLimits): Promise<PruneStep> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    const { rows } = await client.query("select pg_try_advisory_lock($1) as mine", [
      advisoryLocks.retention,
    ]);
    // Otherwise another process is at it.
    return lockRow.parse(rows[0]).mine ? await step(client, limits) : nothing;
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
