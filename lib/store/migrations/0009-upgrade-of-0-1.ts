import type { Migration } from "./migration";

/**
 * From the schema of 0.1 to that of 0.2: how far each segment of a spool is drained, what came within
 * the last minutes, what is known of accounts' webhooks, how much each account holds, where an event
 * comes from when no webhook sent it, and how much of what was not stored has been acknowledged.
 */
export const upgradeOf01: Migration = {
  version: 9,
  sqlite: `
    create table drain_position (
      spool text not null,
      segment text not null,
      "offset" integer not null,
      primary key (spool, segment)
    ) strict, without rowid;

    create table delivery_digest (
      minute integer not null,
      digest blob not null,
      event_id text not null,
      received_at integer not null,
      primary key (minute, digest)
    ) strict, without rowid;

    create table webhook_list (
      cluster text not null,
      account_id text not null,
      listed_at integer not null,
      primary key (cluster, account_id)
    ) strict, without rowid;
    create table known_webhook (
      cluster text not null,
      account_id text not null,
      webhook_id text not null,
      name text not null,
      "trigger" text not null,
      seen_at integer not null,
      deleted_at integer,
      seen_on_at integer,
      seen_off_at integer,
      primary key (cluster, account_id, webhook_id)
    ) strict, without rowid;

    alter table event add column origin text;
    alter table scope add column events integer not null default 0;
    alter table scope add column bytes integer not null default 0;
    alter table scope add column dropped_before integer;
    update scope set events = (select count(*) from event where event.scope_id = scope.id);

    -- What is here already counts so many bytes each, when it comes and when it goes.
    alter table retention add column estimated_through integer;
    alter table retention add column estimated_bytes integer not null default 0;
    update retention set
      estimated_through = (select max(sequence) from event),
      estimated_bytes = coalesce(
        (select page_count from pragma_page_count) * (select page_size from pragma_page_size)
          / nullif((select sum(events) from scope), 0), 0);
    update scope set bytes = events * (select estimated_bytes from retention);

    -- How many entries a table of the text index was made with, how many of their events are gone
    -- since, and, while it is being made anew from what is left, how far that is.
    alter table text_shard add column entries integer not null default 131072;
    alter table text_shard add column dropped integer not null default 0;
    alter table text_shard add column anew_through integer;

    alter table not_stored drop column batch;
    alter table not_stored add column acknowledged integer not null default 0;
  `,
  postgres: `
    create table drain_position (
      spool text not null,
      segment text not null,
      "offset" bigint not null,
      primary key (spool, segment)
    );

    create table delivery_digest (
      minute bigint not null,
      digest bytea not null,
      event_id text not null,
      received_at bigint not null,
      primary key (minute, digest)
    );

    create table webhook_list (
      cluster text not null,
      account_id text not null,
      listed_at bigint not null,
      primary key (cluster, account_id)
    );
    create table known_webhook (
      cluster text not null,
      account_id text not null,
      webhook_id text not null,
      name text not null,
      trigger text not null,
      seen_at bigint not null,
      deleted_at bigint,
      seen_on_at bigint,
      seen_off_at bigint,
      primary key (cluster, account_id, webhook_id)
    );

    alter table event add column origin text;
    alter table scope add column events bigint not null default 0;
    alter table scope add column bytes bigint not null default 0;
    alter table scope add column dropped_before bigint;
    update scope set events = held.events
      from (select scope_id, count(*) as events from event group by scope_id) as held
      where held.scope_id = scope.id;

    -- What is here already counts so many bytes each, when it comes and when it goes.
    alter table retention add column estimated_through bigint;
    alter table retention add column estimated_bytes bigint not null default 0;
    update retention set
      estimated_through = (select max(sequence) from event),
      estimated_bytes = coalesce(
        (select sum(pg_total_relation_size(inhrelid)) from pg_inherits
          where inhparent = 'event'::regclass)::bigint
          / nullif((select sum(events) from scope)::bigint, 0), 0);
    update scope set bytes = events * (select estimated_bytes from retention);

    alter table not_stored drop column batch;
    alter table not_stored add column acknowledged bigint not null default 0;
  `,
};
