import type { Migration } from "./migration";

/** Which events repeat another or are in quarantine, how their kind was found, and when keys were used. */
export const repeatsAndQuarantine: Migration = {
  version: 2,
  sqlite: `
    alter table event add column decided_by text;
    alter table event add column repeat_of text;
    alter table event add column quarantine text;
    create index event_in_quarantine on event (scope_id, sequence) where quarantine is not null;

    alter table receiver_key add column last_used_at integer;
  `,
  postgres: `
    alter table event add column decided_by text;
    alter table event add column repeat_of text;
    alter table event add column quarantine text;
    create index event_in_quarantine on event (scope_id, sequence) where quarantine is not null;

    alter table receiver_key add column last_used_at bigint;
  `,
};
