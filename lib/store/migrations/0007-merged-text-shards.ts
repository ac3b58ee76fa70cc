import type { Migration } from "./migration";

/** Which tables of SQLite's full-text index are full and merged into one segment. */
export const mergedTextShards: Migration = {
  version: 7,
  sqlite: "alter table text_shard add column merged integer not null default 0;",
  postgres: "",
};
