/**
 * SQLite's whole schema, as a new database gets it. A list reads the small columns at an event's
 * start; payload, headers and body lie behind them in pages that it doesn't touch. The full-text
 * index is in tables of its own, which are made as they are needed.
 */
export const sqliteSchema = `
  create table scope (
    id integer primary key,
    cluster text not null,
    account_id text not null,
    events integer not null default 0,
    bytes integer not null default 0,
    dropped_before integer,
    unique (cluster, account_id)
  ) strict;

  create table receiver_key (
    id text primary key,
    cluster text not null,
    account_id text not null,
    name text not null,
    "key" text not null unique,
    created_at integer not null,
    last_used_at integer
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
    body blob not null,
    decided_by text,
    repeat_of text,
    quarantine text,
    origin text,
    body_digest integer
  ) strict;

  create index event_by_sequence on event (scope_id, sequence);
  -- All that a histogram counts by, so that it is counted without a look at the events.
  create index event_by_time on event
    (scope_id, received_at, kind, quarantine, repeat_of, webhook_id, origin, body_digest);
  create index event_by_kind on event (scope_id, kind, sequence);
  create index event_by_trigger on event (scope_id, "trigger", sequence)
    where "trigger" is not null;
  create index event_by_type on event (scope_id, "type", sequence) where "type" is not null;
  create index event_by_action on event (scope_id, "action", sequence)
    where "action" is not null;
  create index event_by_webhook on event (scope_id, webhook_id, sequence)
    where webhook_id is not null;
  -- When deliveries of each webhook came, without reading those of the others.
  create index event_by_webhook_and_time on event (scope_id, webhook_id, received_at)
    where webhook_id is not null;
  create index event_in_quarantine on event (scope_id, sequence) where quarantine is not null;

  -- The full-text index's tables, each for a stretch of sequences: how far each is filled, whether it
  -- is full and merged into one segment, how many entries it was made with, how many of their events
  -- are gone since, and, while it is being made anew from what is left, how far that is.
  create table text_shard (
    number integer primary key,
    indexed_through integer not null,
    merged integer not null default 0,
    entries integer not null default 131072,
    dropped integer not null default 0,
    anew_through integer
  ) strict;

  -- Between which times the events of each stretch of 4,096 sequences were received. A list is in the
  -- order of sequences, and clocks jump: this says exactly where in it a span of time can lie.
  create table event_stretch (
    number integer primary key,
    oldest integer not null,
    newest integer not null
  ) strict;

  -- What retention has dropped. Events up to a sequence, which an earlier version stored, count so
  -- many bytes each.
  create table retention (
    id integer primary key check (id = 1),
    dropped_before integer,
    dropped_events integer not null,
    dropped_at integer,
    reason text,
    estimated_through integer,
    estimated_bytes integer not null default 0
  ) strict;
  insert into retention (id, dropped_events) values (1, 0);

  -- Deliveries that were answered 200 and are not stored, as each process (a reporter) counted them
  -- for each account, and how many of them an operator has acknowledged.
  create table not_stored (
    cluster text not null,
    account_id text not null,
    reporter text not null,
    "count" integer not null,
    first_at integer not null,
    last_at integer not null,
    acknowledged integer not null default 0,
    primary key (cluster, account_id, reporter)
  ) strict, without rowid;

  -- How far each segment of a spool is drained.
  create table drain_position (
    spool text not null,
    segment text not null,
    "offset" integer not null,
    primary key (spool, segment)
  ) strict, without rowid;

  -- What came within the last minutes.
  create table delivery_digest (
    minute integer not null,
    digest blob not null,
    event_id text not null,
    received_at integer not null,
    primary key (minute, digest)
  ) strict, without rowid;

  -- What is known of accounts' webhooks.
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
`;
