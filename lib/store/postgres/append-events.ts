import type { Pool } from "pg";
import { z } from "zod";
import type { RowToAppend } from "../events/event-engine";
import { writtenColumns } from "../events/written-columns";
import type { WrittenValues } from "../events/written-row";
import { createDayPartitions } from "./day-partitions";
import { eventChannel } from "./event-channel";
import { toTextVector } from "./full-text";
import { toPostgresText } from "./postgres-text";
import { createScopeIds } from "./scope-ids";

const noPartition = "23514";
const columnTypes: Partial<Record<(typeof writtenColumns)[number], string>> = {
  received_at: "bigint",
  body_bytes: "integer",
};
const names = writtenColumns.map((name) => `"${name}"`).join(", ");
const types = writtenColumns.map((name) => `"${name}" ${columnTypes[name] ?? "text"}`).join(", ");

/**
 * One statement, one commit. The counter's row lock is held until the events are visible, so no
 * process can make a greater sequence visible before. Listeners hear of it with the commit.
 */
const appendSql = `
  with counter as (
    update event_counter set last = last + $1 where id = 1 returning last - $1 as before
  ), written as (
    insert into event (sequence, scope_id, words, body, ${names})
    select before + n, scope_id, words::tsvector, substring($3::bytea from body_at for body_bytes),
           ${names}
    from counter, json_to_recordset($2::json) as row (
      n integer, scope_id integer, words text, body_at integer, ${types}
    )
  )
  select before, (
    select count(pg_notify('${eventChannel}', json_build_array(cluster, account, before + n)::text))
    from json_to_recordset($4::json) as told (cluster text, account text, n integer)
  )
  from counter
`;

const answerRow = z.object({ before: z.number().int() });

function textsOf(values: WrittenValues): Record<string, string | number | null> {
  return Object.fromEntries(
    writtenColumns.map((name) => {
      const value = values[name];
      return [name, typeof value === "string" ? toPostgresText(value) : value];
    }),
  );
}

function codeOf(cause: unknown): string | null {
  return cause instanceof Error && "code" in cause ? String(cause.code) : null;
}

/** Writes groups of events, each in one commit. Resolves with the sequences, in their order. */
export function createEventAppender(
  pool: Pool,
): (events: readonly RowToAppend[]) => Promise<readonly number[]> {
  const scopeIds = createScopeIds(pool);
  const partitions = createDayPartitions(pool);

  async function parametersOf(events: readonly RowToAppend[]): Promise<unknown[]> {
    const rows: unknown[] = [];
    const bytes: Uint8Array[] = [];
    const told = new Map<number, { cluster: string; account: string; n: number }>();
    let at = 1;
    for (const [index, { scope, values, body }] of events.entries()) {
      const scopeId = await scopeIds.of(scope);
      const payload = typeof values.payload === "string" ? values.payload : null;
      const n = index + 1;
      rows.push({
        ...textsOf(values),
        n,
        scope_id: scopeId,
        words: toTextVector(scopeId, payload),
        body_at: at,
      });
      bytes.push(body);
      at += body.byteLength;
      told.set(scopeId, { cluster: scope.cluster, account: scope.accountId, n });
    }
    return [
      events.length,
      JSON.stringify(rows),
      Buffer.concat(bytes),
      JSON.stringify([...told.values()]),
    ];
  }

  async function write(events: readonly RowToAppend[]): Promise<readonly number[]> {
    await partitions.ensure(events.map(({ values }) => Number(values.received_at)));
    const { rows } = await pool.query({
      name: "append-events",
      text: appendSql,
      values: await parametersOf(events),
    });
    const { before } = answerRow.parse(rows[0]);
    return events.map((_, index) => before + index + 1);
  }

  async function writeKnown(events: readonly RowToAppend[]): Promise<readonly number[]> {
    try {
      return await write(events);
    } catch (cause) {
      if (codeOf(cause) !== noPartition) throw cause;
      // Retention dropped the day while the clock stood in it.
      partitions.forget();
      return write(events);
    }
  }

  return writeKnown;
}
