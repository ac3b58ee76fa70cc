import type { Migration } from "./migration";

/**
 * Between which times the events of each stretch of 4,096 sequences were received. A list is in the
 * order of sequences, and clocks jump: this says exactly where in it a span of time can lie.
 */
export const eventStretches: Migration = {
  version: 5,
  sqlite: `
    create table event_stretch (
      number integer primary key,
      oldest integer not null,
      newest integer not null
    ) strict;
    insert into event_stretch (number, oldest, newest)
      select sequence >> 12, min(received_at), max(received_at) from event group by 1;
  `,
  // Its events are partitioned by the time.
  postgres: "",
};
