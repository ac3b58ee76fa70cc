import type { Migration } from "./migration";

/**
 * What retention has dropped, stated beside the events themselves; and in the index by time all
 * that a histogram counts by, so that it is counted without a look at the events.
 */
export const retention: Migration = {
  version: 4,
  sqlite: `
    create table retention (
      id integer primary key check (id = 1),
      dropped_before integer,
      dropped_events integer not null,
      dropped_at integer,
      reason text
    ) strict;
    insert into retention (id, dropped_events) values (1, 0);

    drop index event_by_time;
    create index event_by_time on event (scope_id, received_at, kind, quarantine, repeat_of);
  `,
  postgres: `
    create table retention (
      id integer primary key check (id = 1),
      dropped_before bigint,
      dropped_events bigint not null,
      dropped_at bigint,
      reason text
    );
    insert into retention (id, dropped_events) values (1, 0);

    drop index event_by_time;
    create index event_by_time on event (scope_id, received_at, kind, quarantine, repeat_of);
  `,
};
