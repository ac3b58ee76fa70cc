import type { Migration } from "./migration";

/**
 * Events, whose they are, and the receiver keys. A list reads the small columns at the row's
 * start; payload, headers and body lie behind them in pages that it doesn't touch.
 */
export const events: Migration = {
  version: 1,
  sqlite: `
    create table scope (
      id integer primary key,
      cluster text not null,
      account_id text not null,
      unique (cluster, account_id)
    ) strict;

    create table receiver_key (
      id text primary key,
      cluster text not null,
      account_id text not null,
      name text not null,
      "key" text not null unique,
      created_at integer not null
    ) strict;

    create table event (
      sequence integer primary key autoincrement,
      id text not null unique,
      scope_id integer not null references scope (id),
      receiver_key_id text not null,
      received_at integer not null,
      webhook_id text,
      method text not null,
      kind text not null,
      "trigger" text,
      "type" text,
      "action" text,
      call_id text,
      content_type text,
      body_bytes integer not null,
      facts text not null,
      problem text,
      payload text,
      headers text not null,
      "query" text,
      body blob not null
    ) strict;

    create index event_by_sequence on event (scope_id, sequence);
    create index event_by_time on event (scope_id, received_at);
    create index event_by_kind on event (scope_id, kind, sequence);
    create index event_by_trigger on event (scope_id, "trigger", sequence)
      where "trigger" is not null;
    create index event_by_type on event (scope_id, "type", sequence) where "type" is not null;
    create index event_by_action on event (scope_id, "action", sequence)
      where "action" is not null;
    create index event_by_call on event (scope_id, call_id, sequence) where call_id is not null;
    create index event_by_webhook on event (scope_id, webhook_id, sequence)
      where webhook_id is not null;

    create virtual table event_text using fts5 (
      scope, content_text,
      content = '', contentless_delete = 1,
      tokenize = 'unicode61 remove_diacritics 2'
    );
  `,
  postgres: `
    create table scope (
      id integer generated always as identity primary key,
      cluster text not null,
      account_id text not null,
      unique (cluster, account_id)
    );

    create table receiver_key (
      id text primary key,
      cluster text not null,
      account_id text not null,
      name text not null,
      key text not null unique,
      created_at bigint not null
    );
    create function tell_receiver_keys() returns trigger language plpgsql as $$
      begin
        perform pg_notify('hookline_receiver_keys', '');
        return null;
      end
    $$;
    create trigger receiver_keys_changed after insert or delete or update of key, name on receiver_key
      for each statement execute function tell_receiver_keys();

    -- One row: who writes events takes its lock, so sequences become visible in their order.
    create table event_counter (
      id integer primary key check (id = 1),
      last bigint not null
    ) with (fillfactor = 10);
    insert into event_counter (id, last) values (1, 0);

    create table event (
      sequence bigint not null,
      id text not null,
      scope_id integer not null,
      receiver_key_id text not null,
      received_at bigint not null,
      webhook_id text,
      method text not null,
      kind text not null,
      trigger text,
      type text,
      action text,
      call_id text,
      content_type text,
      body_bytes integer not null,
      facts text not null,
      problem text,
      payload text,
      headers text not null,
      query text,
      body bytea not null,
      words tsvector not null
    ) partition by range (received_at);

    create index event_by_sequence on event (scope_id, sequence);
    create index event_by_id on event (id);
    create index event_by_time on event (scope_id, received_at);
    create index event_by_kind on event (scope_id, kind, sequence);
    create index event_by_trigger on event (scope_id, trigger, sequence)
      where trigger is not null;
    create index event_by_type on event (scope_id, type, sequence) where type is not null;
    create index event_by_action on event (scope_id, action, sequence) where action is not null;
    create index event_by_call on event (scope_id, call_id, sequence) where call_id is not null;
    create index event_by_webhook on event (scope_id, webhook_id, sequence)
      where webhook_id is not null;
    create index event_by_words on event using gin (words);
  `,
};
