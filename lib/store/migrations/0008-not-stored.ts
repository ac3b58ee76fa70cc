import type { Migration } from "./migration";

/**
 * Deliveries that were answered 200 and are not stored: what each process (a reporter) counted for
 * each account, and the last of its batches that is in the count.
 */
export const notStored: Migration = {
  version: 8,
  sqlite: `
    create table not_stored (
      cluster text not null,
      account_id text not null,
      reporter text not null,
      batch integer not null,
      "count" integer not null,
      first_at integer not null,
      last_at integer not null,
      primary key (cluster, account_id, reporter)
    ) strict, without rowid;
  `,
  postgres: `
    create table not_stored (
      cluster text not null,
      account_id text not null,
      reporter text not null,
      batch bigint not null,
      count bigint not null,
      first_at bigint not null,
      last_at bigint not null,
      primary key (cluster, account_id, reporter)
    );
  `,
};
