import type { Payload } from "@/lib/domain/event";
import { searchText } from "../search-text";
import { writtenColumns } from "../written-columns";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";
import type { EventBatch, EventBatchRow } from "./protocol";

const columns = [...writtenColumns, "scope_id", "body"];
const payloadColumn = writtenColumns.indexOf("payload");

/** The word that stands for an account in the full-text index. */
function scopeWord(scopeId: number): string {
  return `s${scopeId}`;
}

/** Writes batches of events, each in one transaction. Gives the sequences in the rows' order. */
export function createBatchAppender(connection: Connection): (batch: EventBatch) => number[] {
  const insertEvent = connection.prepare(
    `insert into event (${columns.map((name) => `"${name}"`).join(", ")})
     values (${columns.map(() => "?").join(", ")})`,
  );
  const insertText = connection.prepare(
    "insert into event_text (rowid, scope, content_text) values (?, ?, ?)",
  );
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

  function indexText(sequence: number, scopeId: number, payload: unknown): void {
    if (typeof payload !== "string") return;
    const parsed: Payload = JSON.parse(payload);
    insertText.run([sequence, scopeWord(scopeId), searchText(parsed)]);
  }

  return ({ rows, bodies }) => {
    const fresh = new Map<string, number>();
    const sequences: number[] = [];
    let at = 0;
    connection.exec("begin immediate");
    try {
      for (const row of rows) {
        const scopeId = scopeIdOf(row, fresh);
        const body = bodies.subarray(at, at + row.bodyBytes);
        at += row.bodyBytes;
        const sequence = Number(insertEvent.run([...row.values, scopeId, body]).lastInsertRowid);
        indexText(sequence, scopeId, row.values[payloadColumn]);
        sequences.push(sequence);
      }
      connection.exec("commit");
    } catch (cause) {
      if (connection.inTransaction) connection.exec("rollback");
      throw cause;
    }
    for (const [key, id] of fresh) scopeIds.set(key, id);
    return sequences;
  };
}
