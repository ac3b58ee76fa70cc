import type { Migration } from "./migration";

/**
 * The full-text index in tables of its own for each stretch of sequences, made as they are needed,
 * and how far each is filled. It is built again from the events, behind the first start.
 */
export const textShards: Migration = {
  version: 3,
  sqlite: `
    drop table event_text;
    create table text_shard (
      number integer primary key,
      indexed_through integer not null
    ) strict;
  `,
  // Only SQLite's full-text index lies beside the events.
  postgres: "",
};
