import type { Migration } from "./migration";

/** When deliveries of each webhook came, without reading those of the others. */
export const activity: Migration = {
  version: 11,
  sqlite: `
    create index event_by_webhook_and_time on event (scope_id, webhook_id, received_at)
      where webhook_id is not null;
  `,
  postgres: `
    create index event_by_webhook_and_time on event (scope_id, webhook_id, received_at)
      where webhook_id is not null;
  `,
};
