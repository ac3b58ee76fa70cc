import type { PoolClient } from "pg";
import { z } from "zod";
import { dayEnd } from "../day-partitions";
import { type EventDay, uncountedName } from "./event-days";

const dayMs = 86_400_000;
const lockTimeoutMs = 40;

const emptyRow = z.object({ isEmpty: z.boolean() });

/** A day that is long over and whose table is empty, deleted rows included. */
export function emptyDayOf(days: readonly EventDay[], now: number): EventDay | undefined {
  return days.find(({ day, bytes, isPending }) => {
    return bytes === 0 && !isPending && dayEnd(day) + dayMs <= now;
  });
}

/**
 * Drops such a day, because every search has to look into each table. Writers and readers are
 * blocked for some milliseconds; while readers hold the table for longer it fails with
 * lock_not_available. Resolves with whether the day was still empty.
 */
export async function dropEmptyDay(client: PoolClient, { name }: EventDay): Promise<boolean> {
  await client.query("begin");
  await client.query(`set local lock_timeout = ${lockTimeoutMs}`);
  // In the same order as readers and writers of events.
  await client.query("lock table only event in access exclusive mode");
  await client.query(`lock table ${name} in access exclusive mode`);
  const { rows } = await client.query(`select not exists (select from ${name}) as "isEmpty"`);
  const { isEmpty } = emptyRow.parse(rows[0]);
  if (isEmpty) {
    await client.query(`alter table event detach partition ${name}`);
    await client.query(`alter table ${name} rename to ${uncountedName(name)}`);
  }
  await client.query("commit");
  if (isEmpty) await client.query(`drop table ${uncountedName(name)}`);
  return isEmpty;
}
