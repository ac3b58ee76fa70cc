import type { Generated } from "kysely";

/** The tables as Kysely sees them; the same names on every engine. */
export interface EventDatabase {
  readonly scope: {
    id: Generated<number>;
    cluster: string;
    account_id: string;
    /** How many it holds, and what these count in bytes. */
    events: Generated<number>;
    bytes: Generated<number>;
    /** What retention dropped of this account alone. */
    dropped_before: number | null;
  };
  readonly receiver_key: {
    id: string;
    cluster: string;
    account_id: string;
    name: string;
    key: string;
    created_at: number;
    last_used_at: number | null;
  };
  readonly event: EventTable;
  /** One row. */
  readonly retention: {
    id: number;
    dropped_before: number | null;
    dropped_events: number;
    dropped_at: number | null;
    reason: string | null;
  };
  /** What each receiver (a reporter) could not store of each account. */
  readonly not_stored: {
    cluster: string;
    account_id: string;
    reporter: string;
    count: number;
    /** How many of these an operator has seen. */
    acknowledged: Generated<number>;
    first_at: number;
    last_at: number;
  };
  /** How far each segment of a spool is drained. */
  readonly drain_position: { spool: string; segment: string; offset: number };
  /** The first of the deliveries that are the same, of the last minutes. */
  readonly delivery_digest: {
    minute: number;
    digest: Uint8Array;
    event_id: string;
    received_at: number;
  };
  /** When Kazoo's list of an account's webhooks was last read. */
  readonly webhook_list: { cluster: string; account_id: string; listed_at: number };
  readonly known_webhook: {
    cluster: string;
    account_id: string;
    webhook_id: string;
    name: string;
    trigger: string;
    /** When this was last so. */
    seen_at: number;
    deleted_at: number | null;
    seen_on_at: number | null;
    /** Set when Kazoo had switched it off since. */
    seen_off_at: number | null;
  };
  /** SQLite's only: between which times the events of 4,096 sequences each were received. */
  readonly event_stretch: { number: number; oldest: number; newest: number };
  /** SQLite's only: the tables of the full-text index, and how far they are filled. */
  readonly text_shard: { number: number; indexed_through: number; merged: number };
}

interface EventTable {
  /** Given by the database in commit order, never twice. */
  sequence: Generated<number>;
  id: string;
  scope_id: number;
  receiver_key_id: string;
  received_at: number;
  webhook_id: string | null;
  method: string;
  kind: string;
  trigger: string | null;
  type: string | null;
  action: string | null;
  call_id: string | null;
  content_type: string | null;
  body_bytes: number;
  /** Null where it was stored by a version that made none. */
  body_digest: number | null;
  /** JSON. */
  facts: string;
  /** JSON. */
  problem: string | null;
  decided_by: string | null;
  /** An event's id. */
  repeat_of: string | null;
  /** A reason; null for events in the normal list. */
  quarantine: string | null;
  /** Null for the delivery of a webhook. */
  origin: string | null;
  /** JSON. */
  payload: string | null;
  /** JSON. */
  headers: string;
  query: string | null;
  body: Uint8Array;
}
