import { createTextTable, firstOfShard, shardOf, shardTable } from "../../text-shards";
import { inTransaction } from "../in-transaction";
import { numberInRow } from "../number-in-row";
import type { Connection } from "../open-database";
import { entryColumns, entryOf, toEntrySource } from "../text-entry";

// Nobody else can write meanwhile.
const defaultMaxFillingMs = 15;
/** Payloads in memory at a time: one may have megabytes. */
const rowsAtOnce = 8;
/** A table dropped as a whole would keep everybody waiting: its pages go first. */
const pagesPerStep = 128;

const anewTable = (shard: number) => `${shardTable(shard)}_anew`;

interface WornTable {
  readonly shard: number;
  /** How far it has been made anew; null: not begun. */
  readonly through: number | null;
}

function toWornTable(row: unknown): WornTable {
  const isBegun = Reflect.get(Object(row), "anew_through") !== null;
  return {
    shard: numberInRow(row, "number"),
    through: isBegun ? numberInRow(row, "anew_through") : null,
  };
}

/**
 * Entries of the text index stay when their events are dropped. A table most of whose events are
 * gone is rebuilt from the rest beside the old table, which is then dropped; an empty one is just
 * dropped. Works in short steps, returns whether there is more to do, and keeps its progress in the
 * database.
 */
export function createTextTidier(
  connection: Connection,
  maxFillingMs = defaultMaxFillingMs,
): () => boolean {
  const selectOldest = connection.prepare("select coalesce(min(sequence), ?) as oldest from event");
  // Never the newest, which carries the mark of how far the index is.
  const selectWorn = connection.prepare(
    `select number, anew_through from text_shard
     where number < (select max(number) from text_shard)
       and (anew_through is not null or number < ? or dropped * 4 >= entries * 3)
     order by anew_through is null, number limit 1`,
  );
  const selectUnwanted = connection.prepare(
    `select name from sqlite_master where type = 'table' and name glob 'event_words_*_unwanted_*'
       and sql like 'create virtual table%' limit 1`,
  );
  const selectRows = connection.prepare(
    `select ${entryColumns} from event where sequence > ? and sequence < ?
     order by sequence limit ${rowsAtOnce}`,
  );
  const markBegun = connection.prepare(
    `update text_shard set anew_through = ?, entries = max(entries - dropped, 0), dropped = 0
     where number = ?`,
  );
  const markThrough = connection.prepare("update text_shard set anew_through = ? where number = ?");
  const markDone = connection.prepare(
    "update text_shard set anew_through = null, merged = 0 where number = ?",
  );
  const forget = connection.prepare("delete from text_shard where number = ?");

  function rowsBehind(shard: number, through: number): unknown[] {
    return selectRows.all([through, firstOfShard(shard + 1)]);
  }

  /** Searches no longer use the table; its content is deleted step by step. */
  function setAside(shard: number): void {
    const unwanted = `${shardTable(shard)}_unwanted_${Date.now()}`;
    connection.exec(`alter table ${shardTable(shard)} rename to ${unwanted}`);
  }

  function begin(shard: number): void {
    const through = firstOfShard(shard) - 1;
    if (rowsBehind(shard, through).length === 0) {
      setAside(shard);
      forget.run([shard]);
    } else {
      createTextTable(connection, anewTable(shard));
      markBegun.run([through, shard]);
    }
  }

  function fill(shard: number, from: number): void {
    const startedAt = performance.now();
    const insert = connection.prepare(
      `insert into ${anewTable(shard)} (rowid, scope, content_text) values (?, ?, ?)`,
    );
    let through = from;
    do {
      const rows = rowsBehind(shard, through).map(toEntrySource);
      for (const row of rows) {
        const { values } = entryOf(row);
        if (values) insert.run(values);
        through = row.sequence;
      }
      if (rows.length < rowsAtOnce) {
        setAside(shard);
        connection.exec(`alter table ${anewTable(shard)} rename to ${shardTable(shard)}`);
        markDone.run([shard]);
        return;
      }
    } while (performance.now() - startedAt < maxFillingMs);
    markThrough.run([through, shard]);
  }

  function remove(table: string): void {
    const { changes } = connection
      .prepare(
        `delete from ${table}_data
         where id in (select id from ${table}_data where id > 10 limit ${pagesPerStep})`,
      )
      .run();
    if (changes === 0) connection.exec(`drop table ${table}`);
  }

  function step(): boolean {
    const unwanted: unknown = Reflect.get(Object(selectUnwanted.get()), "name");
    if (typeof unwanted === "string") {
      remove(unwanted);
      return true;
    }
    const oldest = numberInRow(selectOldest.get([Number.MAX_SAFE_INTEGER]), "oldest");
    const row: unknown = selectWorn.get([shardOf(oldest)]);
    if (row === undefined) return false;
    const { shard, through } = toWornTable(row);
    if (through === null) begin(shard);
    else fill(shard, through);
    return true;
  }

  return () => inTransaction(connection, step);
}
