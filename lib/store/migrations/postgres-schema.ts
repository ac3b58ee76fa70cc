/**
 * PostgreSQL's whole schema, as a new database gets it. Events lie in a table of their day, which is
 * made when it is needed.
 */
export const postgresSchema = `
  create table scope (
    id integer generated always as identity primary key,
    cluster text not null,
    account_id text not null,
    events bigint not null default 0,
    bytes bigint not null default 0,
    dropped_before bigint,
    unique (cluster, account_id)
  );

  create table receiver_key (
    id text primary key,
    cluster text not null,
    account_id text not null,
    name text not null,
    key text not null unique,
    created_at bigint not null,
    last_used_at bigint
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
    words tsvector not null,
    decided_by text,
    repeat_of text,
    quarantine text,
    origin text,
    body_digest bigint
  ) partition by range (received_at);

  create index event_by_sequence on event (scope_id, sequence);
  create index event_by_id on event (id);
  -- All that a histogram counts by, so that it is counted without a look at the events.
  create index event_by_time on event
    (scope_id, received_at, kind, quarantine, repeat_of, webhook_id, origin, body_digest);
  create index event_by_kind on event (scope_id, kind, sequence);
  create index event_by_trigger on event (scope_id, trigger, sequence)
    where trigger is not null;
  create index event_by_type on event (scope_id, type, sequence) where type is not null;
  create index event_by_action on event (scope_id, action, sequence) where action is not null;
  create index event_by_call on event (scope_id, call_id, sequence) where call_id is not null;
  create index event_by_webhook on event (scope_id, webhook_id, sequence)
    where webhook_id is not null;
  -- When deliveries of each webhook came, without reading those of the others.
  create index event_by_webhook_and_time on event (scope_id, webhook_id, received_at)
    where webhook_id is not null;
  create index event_by_words on event using gin (words);
  create index event_in_quarantine on event (scope_id, sequence) where quarantine is not null;

  -- What retention has dropped. Events up to a sequence, which an earlier version stored, count so
  -- many bytes each.
  create table retention (
    id integer primary key check (id = 1),
    dropped_before bigint,
    dropped_events bigint not null,
    dropped_at bigint,
    reason text,
    estimated_through bigint,
    estimated_bytes bigint not null default 0
  );
  insert into retention (id, dropped_events) values (1, 0);

  -- Deliveries that were answered 200 and are not stored, as each process (a reporter) counted them
  -- for each account, and how many of them an operator has acknowledged.
  create table not_stored (
    cluster text not null,
    account_id text not null,
    reporter text not null,
    count bigint not null,
    first_at bigint not null,
    last_at bigint not null,
    acknowledged bigint not null default 0,
    primary key (cluster, account_id, reporter)
  );

  -- How far each segment of a spool is drained.
  create table drain_position (
    spool text not null,
    segment text not null,
    "offset" bigint not null,
    primary key (spool, segment)
  );

  -- What came within the last minutes.
  create table delivery_digest (
    minute bigint not null,
    digest bytea not null,
    event_id text not null,
    received_at bigint not null,
    primary key (minute, digest)
  );

  -- What is known of accounts' webhooks.
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
`;
