import type { IndexedAnswer } from "../protocol";
import { createShard, firstOfShard, shardOf, shardTable } from "../text-shards";
import { isDamagedTable, messageOf } from "./database-failure";
import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";
import type { RecentEntries, TextEntry } from "./recent-entries";
import { entryColumns, entryOf, toEntrySource } from "./text-entry";
import { createTextMerger } from "./text-merger";

/** Payloads in memory at a time: one may have megabytes. */
const rowsAtOnce = 8;
/** Between two looks at the clock. */
const entriesAtOnce = 32;
/** No commit can begin meanwhile, however large the payloads are. */
const defaultMaxMs = 25;
// What an entry writes into the log beside its text, roughly, in bytes.
const loggedPerRow = 2_000;

interface Entered {
  readonly through: number;
  readonly rows: number;
  /** In characters. */
  readonly textLength: number;
}

type Statement = ReturnType<Connection["prepare"]>;

/**
 * Puts stored events into the full-text index, oldest first. Its progress is committed with the
 * entries, so a killed process neither misses an event nor indexes it twice. If the table that is
 * being filled is damaged, it is rebuilt from the events.
 */
export function createTextIndexer(
  connection: Connection,
  recent?: Pick<RecentEntries, "after">,
  maxMs = defaultMaxMs,
): (most: number, hasRoom?: boolean) => IndexedAnswer {
  const selectThrough = connection.prepare(
    "select coalesce(max(indexed_through), 0) as through from text_shard",
  );
  const selectLast = connection.prepare("select coalesce(max(sequence), 0) as last from event");
  const selectUnindexed = connection.prepare(
    `select ${entryColumns} from event where sequence > ? order by sequence limit ?`,
  );
  const hasShard = connection.prepare("select count(*) as count from text_shard where number = ?");
  const mark = connection.prepare(
    `insert into text_shard (number, indexed_through) values (?, ?)
     on conflict do update set indexed_through = excluded.indexed_through`,
  );
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

  /** Enters rows that follow on `last`; gives the last of them. */
  function enter(entries: readonly TextEntry[], last: number): number {
    let through = last;
    for (const { sequence, values } of entries) {
      const shard = shardOf(sequence);
      if (through > 0 && shardOf(through) !== shard) mark.run([shardOf(through), through]);
      const insert = insertInto(shard);
      if (values) insert.run(values);
      through = sequence;
    }
    return through;
  }

  function read(from: number, most: number): readonly TextEntry[] {
    const entries = recent?.after(from, Math.min(most, entriesAtOnce)) ?? [];
    if (entries.length > 0) return entries;
    const rows = selectUnindexed.all([from, Math.min(most, rowsAtOnce)]);
    return rows.map((row) => entryOf(toEntrySource(row)));
  }

  function indexFrom(from: number, most: number): Entered {
    let rows = read(from, most);
    const entered = { through: from, rows: 0, textLength: 0 };
    if (rows.length === 0) return entered;
    const startedAt = performance.now();
    let last = 0;
    connection.exec("begin immediate");
    try {
      while (rows.length > 0) {
        last = enter(rows, last);
        entered.rows += rows.length;
        for (const { textLength } of rows) entered.textLength += textLength;
        const isEnough = entered.rows >= most || performance.now() - startedAt > maxMs;
        rows = isEnough ? [] : read(last, most - entered.rows);
      }
      mark.run([shardOf(last), last]);
      connection.exec("commit");
      return { ...entered, through: last };
    } catch (cause) {
      open = null;
      if (connection.inTransaction) connection.exec("rollback");
      throw cause;
    }
  }

  /** Empties the table that is being filled, so that it is filled anew. */
  function beginAnew(shard: number): void {
    connection.exec("begin immediate");
    try {
      createShard(connection, shard);
      mark.run([shard, firstOfShard(shard) - 1]);
      connection.exec("commit");
    } catch (cause) {
      if (connection.inTransaction) connection.exec("rollback");
      throw cause;
    }
  }

  function index(most: number, hasRoom: boolean): IndexedAnswer {
    const from = numberInRow(selectThrough.get(), "through");
    const lastSequence = numberInRow(selectLast.get(), "last");
    const answer = { kind: "indexed", lastSequence, isHeld: !hasRoom } as const;
    if (!hasRoom) return { ...answer, through: from, logged: 0, isMerging: false, failure: null };
    try {
      const { through, rows, textLength } = indexFrom(from, most);
      const logged = rows * loggedPerRow + textLength;
      return { ...answer, through, logged, ...mergeStep() };
    } catch (cause) {
      if (!isDamagedTable(cause)) throw cause;
      const shard = shardOf(from + 1);
      beginAnew(shard);
      const failure = `${shardTable(shard)}: ${messageOf(cause)}`;
      const through = firstOfShard(shard) - 1;
      return { ...answer, through, logged: 0, isMerging: false, failure };
    }
  }

  return (most, hasRoom = true) => {
    // It can be made again from the events, so it need not wait for the disk; the order of the
    // log still keeps it from ever being ahead of them.
    connection.exec("pragma synchronous = normal");
    try {
      return index(most, hasRoom);
    } finally {
      connection.exec("pragma synchronous = full");
    }
  };
}
