import { writtenColumns } from "../../events/written-columns";
import type { AppendResult, EventBatch, EventBatchRow } from "../protocol";
import { codeOf, isOfTheDatabase, messageOf } from "./database-failure";
import { prepareStretchNotes } from "./event-stretches";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";

const columns = [...writtenColumns, "scope_id", "body"];
const receivedAtColumn = writtenColumns.indexOf("received_at");

interface WritableRow {
  readonly row: EventBatchRow;
  readonly body: Uint8Array;
}

function withBodies({ rows, bodies }: EventBatch): WritableRow[] {
  let at = 0;
  return rows.map((row) => {
    const body = bodies.subarray(at, at + row.bodyBytes);
    at += row.bodyBytes;
    return { row, body };
  });
}

/**
 * Writes batches of events, each in one transaction. Where one row spoils it, the rows are written
 * one by one, so that only that row fails. Gives the results in the rows' order; throws, and then
 * nothing was written, when the database takes nothing at all.
 */
export function createBatchAppender(connection: Connection): (batch: EventBatch) => AppendResult[] {
  const insertEvent = connection.prepare(
    `insert into event (${columns.map((name) => `"${name}"`).join(", ")})
     values (${columns.map(() => "?").join(", ")})`,
  );
  const newStretchNotes = prepareStretchNotes(connection);
  const insertScope = connection.prepare(
    "insert into scope (cluster, account_id) values (?, ?) on conflict do nothing",
  );
  const selectScope = connection.prepare(
    "select id from scope where cluster = ? and account_id = ?",
  );
  // Filled from committed rows only, so it never names a scope that was rolled back.
  const scopeIds = new Map<string, number>();

  function scopeIdOf({ cluster, accountId }: EventBatchRow, fresh: Map<string, number>): number {
    const key = JSON.stringify([cluster, accountId]);
    const known = scopeIds.get(key) ?? fresh.get(key);
    if (known !== undefined) return known;
    insertScope.run([cluster, accountId]);
    const id = numberInRow(selectScope.get([cluster, accountId]), "id");
    fresh.set(key, id);
    return id;
  }

  function write(rows: readonly WritableRow[]): number[] {
    const fresh = new Map<string, number>();
    const stretches = newStretchNotes();
    connection.exec("begin immediate");
    try {
      const sequences = rows.map(({ row, body }) => {
        const values = [...row.values, scopeIdOf(row, fresh), body];
        const sequence = Number(insertEvent.run(values).lastInsertRowid);
        stretches.add(sequence, Number(row.values[receivedAtColumn]));
        return sequence;
      });
      stretches.write();
      connection.exec("commit");
      for (const [key, id] of fresh) scopeIds.set(key, id);
      return sequences;
    } catch (cause) {
      if (connection.inTransaction) connection.exec("rollback");
      throw cause;
    }
  }

  function writeAlone(row: WritableRow): AppendResult {
    try {
      return write([row])[0] ?? { message: "The event was given no sequence.", code: null };
    } catch (cause) {
      return { message: messageOf(cause), code: codeOf(cause) };
    }
  }

  return (batch) => {
    const rows = withBodies(batch);
    try {
      return write(rows);
    } catch (cause) {
      if (isOfTheDatabase(cause)) throw cause;
      return rows.map(writeAlone);
    }
  };
}
