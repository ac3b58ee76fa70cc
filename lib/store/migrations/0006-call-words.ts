import type { Migration } from "./migration";

/** SQLite finds calls by its full-text index, which is built again behind the first start. */
export const callWords: Migration = {
  version: 6,
  sqlite: `
    drop index event_by_call;
    delete from text_shard;
  `,
  postgres: "",
};
