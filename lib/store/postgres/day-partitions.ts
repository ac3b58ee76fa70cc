import type { Pool } from "pg";
import { advisoryLocks } from "./advisory-locks";

const dayMs = 86_400_000;

/** Number of the UTC day that a time in Unix milliseconds lies in. */
function dayOf(time: number): number {
  return Math.floor(time / dayMs);
}

/** event_day_20417, or event_day_m3 for a clock that stood before 1970. */
function partitionOf(day: number): string {
  return `event_day_${day < 0 ? "m" : ""}${Math.abs(day)}`;
}

/** The other way round. */
export function dayOfPartition(name: string): number {
  return Number(name.replace(/^event_day_/, "").replace("m", "-"));
}

/** Unix milliseconds at which the day is over. */
export function dayEnd(day: number): number {
  return (day + 1) * dayMs;
}

export interface DayPartitions {
  /** Makes what is missing for events received at these times. */
  ensure(times: readonly number[]): Promise<void>;
  /** Some of what was thought to be there is gone. */
  forget(): void;
}

export function createDayPartitions(pool: Pool): DayPartitions {
  const known = new Set<number>();

  async function make(day: number): Promise<void> {
    const name = partitionOf(day);
    const client = await pool.connect();
    try {
      await client.query("begin");
      await client.query("select pg_advisory_xact_lock($1)", [advisoryLocks.partition]);
      const { rows } = await client.query("select to_regclass($1) as present", [name]);
      if (rows[0]?.present === null) {
        // Created apart and then attached: creating it in place would block all writers.
        await client.query(`create table ${name} (like event including defaults)`);
        const [from, to] = [day * dayMs, (day + 1) * dayMs];
        await client.query(
          `alter table event attach partition ${name} for values from (${from}) to (${to})`,
        );
      }
      await client.query("commit");
    } catch (cause) {
      await client.query("rollback").catch(() => {});
      throw cause;
    } finally {
      client.release();
    }
    known.add(day);
  }

  return {
    async ensure(times) {
      for (const day of new Set(times.map(dayOf))) if (!known.has(day)) await make(day);
    },
    forget: () => known.clear(),
  };
}
