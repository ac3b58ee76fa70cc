import type { Connection } from "./worker/open-database";

/**
 * The full-text index is cut into tables of this many sequences each. What a search costs at most
 * is one such table at a time, merges stay small, and what retention left behind goes as a whole.
 */
const sequencesPerShard = 2 ** 17;

export function shardOf(sequence: number): number {
  return Math.floor(sequence / sequencesPerShard);
}

/** The first sequence that belongs into the table. */
export function firstOfShard(shard: number): number {
  return shard * sequencesPerShard;
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

// Small batches make many small segments. Merged in wide steps, they cost least while they come;
// once a table is full, all of it is merged into one, so that a search looks in one place.
const segmentsPerMerge = 16;
const segmentsAtMost = 64;

/** Sets one of FTS5's own settings, or gives it one of its commands. */
export function commandTable(
  connection: Connection,
  table: string,
  command: "automerge" | "crisismerge" | "merge",
  value: number,
): void {
  connection.exec(`insert into ${table} (${table}, rank) values ('${command}', ${value})`);
}

/** Makes such a table, anew where there is one; within a transaction. */
export function createTextTable(connection: Connection, table: string): void {
  connection.exec(`drop table if exists ${table}`);
  connection.exec(`create virtual table ${table} using fts5 (${definition})`);
  commandTable(connection, table, "automerge", segmentsPerMerge);
  commandTable(connection, table, "crisismerge", segmentsAtMost);
}

/** Makes the table, anew where an older schema left one; within a transaction. */
export function createShard(connection: Connection, shard: number): void {
  createTextTable(connection, shardTable(shard));
}
