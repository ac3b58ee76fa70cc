import type { PoolClient } from "pg";
import { z } from "zod";
import { dayOfPartition } from "../day-partitions";

const dayRow = z
  .object({ name: z.string(), bytes: z.number(), isPending: z.boolean() })
  .transform((row) => ({ ...row, day: dayOfPartition(row.name) }));

/** The table of a UTC day, one of the events' partitions. */
export interface EventDay {
  readonly name: string;
  readonly day: number;
  /** Of its rows, without indexes; 0 once all are deleted and cleaned away. */
  readonly bytes: number;
  /** Another process ended while it took the day out. */
  readonly isPending: boolean;
}

/** All days there are, oldest first. */
export async function eventDays(client: PoolClient): Promise<readonly EventDay[]> {
  const { rows } = await client.query(
    `select relname as name, pg_relation_size(pg_class.oid) as bytes,
       inhdetachpending as "isPending"
     from pg_inherits join pg_class on pg_class.oid = inhrelid
     where inhparent = 'event'::regclass`,
  );
  return rows.map((row) => dayRow.parse(row)).sort((a, b) => a.day - b.day);
}

const nameRow = z.object({ name: z.string() });

async function looseTables(client: PoolClient, prefix: string): Promise<readonly string[]> {
  const { rows } = await client.query(
    `select relname as name from pg_class
     where relkind = 'r' and starts_with(relname, $1) and not relispartition
       and relnamespace = (select relnamespace from pg_class where oid = 'event'::regclass)`,
    [prefix],
  );
  return rows.map((row) => nameRow.parse(row).name);
}

/** Days taken out of the events whose events still count. */
export function detachedDays(client: PoolClient): Promise<readonly string[]> {
  return looseTables(client, "event_day_");
}

/** Days taken out whose events no longer count: all that is left is to drop the tables. */
export function uncountedDays(client: PoolClient): Promise<readonly string[]> {
  return looseTables(client, "event_gone_");
}

export function uncountedName(detached: string): string {
  return detached.replace("event_day_", "event_gone_");
}
