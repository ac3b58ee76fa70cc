import type { Migration } from "./migration";

/**
 * What tells that a delivery has a certain body, and in the index by time all that the deliveries of
 * a webhook are counted and found by. Events that are here already have none.
 */
export const bodyDigests: Migration = {
  version: 10,
  sqlite: `
    alter table event add column body_digest integer;
    drop index event_by_time;
    create index event_by_time on event
      (scope_id, received_at, kind, quarantine, repeat_of, webhook_id, origin, body_digest);
  `,
  postgres: `
    alter table event add column body_digest bigint;
    drop index event_by_time;
    create index event_by_time on event
      (scope_id, received_at, kind, quarantine, repeat_of, webhook_id, origin, body_digest);
  `,
};
