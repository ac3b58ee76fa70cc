import type { AccountScope } from "@/lib/domain/account";
import { storedBytes } from "../../events/stored-bytes";
import { writtenColumns } from "../../events/written-columns";
import type { SqlValue, WritableRow } from "../protocol";
import { prepareStretchNotes } from "./event-stretches";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";

const columns = [...writtenColumns, "scope_id", "body"];
const receivedAtColumn = writtenColumns.indexOf("received_at");
const payloadColumn = writtenColumns.indexOf("payload");
const queryColumn = writtenColumns.indexOf("query");

interface ScopeTotals {
  readonly id: number;
  events: number;
  bytes: number;
}

export interface WrittenEvent {
  readonly sequence: number;
  /** The account's. */
  readonly scopeId: number;
}

export interface EventWriter {
  /** Writes one row; null when an event of this id is there already. */
  write(row: WritableRow): WrittenEvent | null;
  /** Writes what the rows add up to; gives about how many bytes they took. To be called before the commit. */
  finish(): number;
}

/** Writes events within a transaction of the caller's, with all that is noted about them. */
export function prepareEventWriter(connection: Connection): () => EventWriter {
  const insertEvent = connection.prepare(
    `insert into event (${columns.map((name) => `"${name}"`).join(", ")})
     values (${columns.map(() => "?").join(", ")}) on conflict (id) do nothing`,
  );
  const insertScope = connection.prepare(
    "insert into scope (cluster, account_id) values (?, ?) on conflict do nothing",
  );
  const selectScope = connection.prepare(
    "select id from scope where cluster = ? and account_id = ?",
  );
  const addToScope = connection.prepare(
    "update scope set events = events + ?, bytes = bytes + ? where id = ?",
  );
  const newStretchNotes = prepareStretchNotes(connection);

  function scopeIdOf({ cluster, accountId }: AccountScope): number {
    const known: unknown = selectScope.get([cluster, accountId]);
    if (known !== undefined) return numberInRow(known, "id");
    insertScope.run([cluster, accountId]);
    return numberInRow(selectScope.get([cluster, accountId]), "id");
  }

  return () => {
    const stretches = newStretchNotes();
    // Of this transaction only, so it never names an account that was rolled back.
    const totals = new Map<string, ScopeTotals>();

    function totalsOf(scope: AccountScope): ScopeTotals {
      const key = `${scope.accountId} ${scope.cluster}`;
      const known = totals.get(key);
      if (known) return known;
      const fresh = { id: scopeIdOf(scope), events: 0, bytes: 0 };
      totals.set(key, fresh);
      return fresh;
    }

    return {
      write({ scope, values, body }) {
        const own = totalsOf(scope);
        const { changes, lastInsertRowid } = insertEvent.run([...values, own.id, body]);
        if (changes === 0) return null;
        const sequence = Number(lastInsertRowid);
        stretches.add(sequence, Number(values[receivedAtColumn]));
        own.events += 1;
        own.bytes += storedBytes(
          { payload: textOf(values[payloadColumn]), query: textOf(values[queryColumn]) },
          body.byteLength,
        );
        return { sequence, scopeId: own.id };
      },
      finish() {
        let written = 0;
        for (const { id, events, bytes } of totals.values()) {
          if (events > 0) addToScope.run([events, bytes, id]);
          written += bytes;
        }
        stretches.write();
        return written;
      },
    };
  };
}

function textOf(value: SqlValue | undefined): string | null {
  return typeof value === "string" ? value : null;
}
