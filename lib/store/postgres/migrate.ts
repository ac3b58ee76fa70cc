import type { ClientBase } from "pg";
import { z } from "zod";
import { migrationsFrom } from "../migrations/migrations";
import { advisoryLocks } from "./advisory-locks";

const versionRow = z.object({ version: z.number().int() });

/**
 * Brings the schema to the newest version. An advisory lock is held from the look
 * at the version to the commit, so processes that start together run each step once. Rejects on a
 * schema that this Hookline can't bring there.
 */
export async function migrate(client: ClientBase): Promise<void> {
  await client.query("begin");
  try {
    await client.query("select pg_advisory_xact_lock($1)", [advisoryLocks.migration]);
    await client.query("create table if not exists hookline_schema (version integer not null)");
    const { rows } = await client.query("select version from hookline_schema");
    const present = rows[0] ? versionRow.parse(rows[0]).version : 0;
    if (rows.length === 0) await client.query("insert into hookline_schema values (0)");
    for (const { version, postgres } of migrationsFrom(present)) {
      await client.query(postgres);
      await client.query("update hookline_schema set version = $1", [version]);
    }
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback");
    throw cause;
  }
}
