import { numberInRow } from "./number-in-row";
import type { Connection } from "./open-database";

/**
 * The full-text index is cut into tables of this many sequences each. What a search costs at most
 * is one such table at a time, merges stay small, and what retention left behind goes as a whole.
 */
const sequencesPerShard = 2 ** 17;

export function shardOf(sequence: number): number {
  return Math.floor(sequence / sequencesPerShard);
}

/** The word that stands for an account in the full-text index. */
export function scopeWord(scopeId: number): string {
  return `s${scopeId}`;
}

export function shardTable(shard: number): string {
  return `event_words_${shard}`;
}

// Rows are never taken out one by one, so it needs neither the text nor its sizes.
const definition = `
  scope, content_text, content = '', columnsize = 0,
  tokenize = 'unicode61 remove_diacritics 2'
`;

/** Makes the table; within a transaction. */
export function createShard(connection: Connection, shard: number): void {
  connection.exec(`create virtual table ${shardTable(shard)} using fts5 (${definition})`);
}

/**
 * Drops one table in which no event is left, if there is any: each takes a moment. Never the
 * newest, which carries the mark. Within a transaction.
 */
export function dropEmptyShard(connection: Connection): void {
  const oldest = connection.prepare("select coalesce(min(sequence), 0) as oldest from event").get();
  const row: unknown = connection
    .prepare(
      `select number from text_shard
       where number < ? and number < (select max(number) from text_shard) limit 1`,
    )
    .get([shardOf(numberInRow(oldest, "oldest"))]);
  if (row === undefined) return;
  const shard = numberInRow(row, "number");
  connection.exec(`drop table ${shardTable(shard)}`);
  connection.prepare("delete from text_shard where number = ?").run([shard]);
}
