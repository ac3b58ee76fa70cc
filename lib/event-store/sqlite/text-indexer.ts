import type { Payload } from "@/lib/domain/event";
import { searchText } from "../search-text";
import { callWord } from "./call-word";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";
import type { IndexedAnswer } from "./protocol";
import { createTextMerger } from "./text-merger";
import {
  createShard,
  prepareDropOfEmptyShard,
  scopeWord,
  shardOf,
  shardTable,
} from "./text-shards";

type Statement = ReturnType<Connection["prepare"]>;

interface UnindexedRow {
  readonly sequence: number;
  readonly scopeId: number;
  readonly callId: string | null;
  readonly payload: string | null;
}

function toUnindexedRow(row: unknown): UnindexedRow {
  const payload: unknown = Reflect.get(Object(row), "payload");
  const callId: unknown = Reflect.get(Object(row), "callId");
  return {
    sequence: numberInRow(row, "sequence"),
    scopeId: numberInRow(row, "scopeId"),
    callId: typeof callId === "string" ? callId : null,
    payload: typeof payload === "string" ? payload : null,
  };
}

function textOf(payload: string): string {
  try {
    const parsed: Payload = JSON.parse(payload);
    return searchText(parsed);
  } catch {
    // One odd row must not hold up the index; the event itself is there all the same.
    return "";
  }
}

/**
 * Puts stored events into the full-text index, oldest first. How far it got is committed together
 * with the entries, so that nothing is forgotten nor entered twice, wherever the process dies.
 */
export function createTextIndexer(connection: Connection): (most: number) => IndexedAnswer {
  const selectThrough = connection.prepare(
    "select coalesce(max(indexed_through), 0) as through from text_shard",
  );
  const selectLast = connection.prepare("select coalesce(max(sequence), 0) as last from event");
  const selectUnindexed = connection.prepare(
    `select sequence, scope_id as scopeId, call_id as callId, payload from event
     where sequence > ? order by sequence limit ?`,
  );
  const hasShard = connection.prepare("select count(*) as count from text_shard where number = ?");
  const mark = connection.prepare(
    `insert into text_shard (number, indexed_through) values (?, ?)
     on conflict do update set indexed_through = excluded.indexed_through`,
  );
  const dropEmptyShard = prepareDropOfEmptyShard(connection);
  const mergeStep = createTextMerger(connection);
  let open: { shard: number; insert: Statement } | null = null;

  function insertInto(shard: number): Statement {
    if (open?.shard === shard) return open.insert;
    if (numberInRow(hasShard.get([shard]), "count") === 0) createShard(connection, shard);
    const insert = connection.prepare(
      `insert into ${shardTable(shard)} (rowid, scope, content_text) values (?, ?, ?)`,
    );
    open = { shard, insert };
    return insert;
  }

  function indexRows(rows: readonly UnindexedRow[]): number {
    let through = 0;
    for (const { sequence, scopeId, callId, payload } of rows) {
      const shard = shardOf(sequence);
      const last = through;
      if (last > 0 && shardOf(last) !== shard) mark.run([shardOf(last), last]);
      const insert = insertInto(shard);
      if (payload !== null) {
        const words =
          callId === null ? scopeWord(scopeId) : `${scopeWord(scopeId)} ${callWord(callId)}`;
        insert.run([sequence, words, textOf(payload)]);
      }
      through = sequence;
    }
    mark.run([shardOf(through), through]);
    return through;
  }

  function indexFrom(from: number, most: number): number {
    const rows = selectUnindexed.all([from, most]).map(toUnindexedRow);
    if (rows.length === 0) return from;
    connection.exec("begin immediate");
    try {
      const through = indexRows(rows);
      dropEmptyShard();
      connection.exec("commit");
      return through;
    } catch (cause) {
      open = null;
      if (connection.inTransaction) connection.exec("rollback");
      throw cause;
    }
  }

  return (most) => {
    // It can be made again from the events, so it need not wait for the disk; the order of the
    // log still keeps it from ever being ahead of them.
    connection.exec("pragma synchronous = normal");
    try {
      const through = indexFrom(numberInRow(selectThrough.get(), "through"), most);
      const lastSequence = numberInRow(selectLast.get(), "last");
      return { kind: "indexed", through, lastSequence, ...mergeStep() };
    } finally {
      connection.exec("pragma synchronous = full");
    }
  };
}
