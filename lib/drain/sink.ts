import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";
import type { NewEvent } from "@/lib/store/store";

/** What the database knows of one webhook at the time of judging. Unix milliseconds. */
export interface WebhookKnowledge {
  readonly trigger: string;
  readonly deletedAt: number | null;
}

/** What the database knows of an account's webhooks. */
export interface AccountKnowledge {
  /** When Kazoo's list was last read; null: never. */
  readonly listedAt: number | null;
  webhook(id: string): WebhookKnowledge | null;
  /** Whether the account has this receiver key still. */
  hasKey(id: string): boolean;
}

/** Who sent a delivery, as it claims. */
export interface SenderClaim {
  readonly scope: AccountScope;
  readonly webhookId: string | null;
  readonly receiverKeyId: string;
}

/** An event about to be written, with what tells that another is the same. */
export interface DrainedEvent extends NewEvent {
  readonly id: string;
  /** 16 bytes over account, sender, query and body. */
  readonly digest: Uint8Array;
}

/** One step of one segment: these events, and the position behind them, in one transaction. */
export interface DrainGroup {
  readonly spool: string;
  readonly segment: string;
  readonly from: number;
  readonly to: number;
  /** In the order of receipt. Events whose id is stored already are skipped. */
  readonly events: readonly DrainedEvent[];
}

/** What was committed. */
export interface DrainCommit {
  /** The newest sequence of each account that got events. */
  readonly newest: readonly { readonly scope: AccountScope; readonly sequence: number }[];
  readonly stored: number;
  readonly repeats: number;
  readonly quarantined: number;
}

/** Where the drain puts what it read. Promises, or values where the engine is in the same thread. */
export interface DrainSink {
  /** How far each of this spool's segments is in the database. */
  positions(spool: string): Awaitable<ReadonlyMap<string, number>>;
  /** What is known of these accounts, webhooks and keys. */
  knowledge(claims: readonly SenderClaim[]): Awaitable<(scope: AccountScope) => AccountKnowledge>;
  /**
   * Inserts the events, marks repeats (same digest, received less than 60 s from the first of its
   * kind), notes when keys were used and moves the position from `from` to `to`, all or nothing.
   * Throws StalePosition when the position is another, DatabaseAway when the database takes nothing
   * just now, anything else when one of the events can't be written.
   */
  commit(group: DrainGroup): Awaitable<DrainCommit>;
  /** The segments are gone from the spool: their positions are no longer needed. */
  forget(spool: string, segments: readonly string[]): Awaitable<void>;
  /**
   * Digests of deliveries received before (Unix milliseconds) are no longer needed. Called about
   * once a second, it may leave some for the next time.
   */
  pruneDigests(before: number): Awaitable<void>;
  /** What receivers could not store, absolute for each reporter and account: the larger count stays. */
  noteNotStored(counts: readonly NotStoredCount[]): Awaitable<void>;
}

/** What one receiver process (a reporter) could not store of an account since it started. */
export interface NotStoredCount extends NotStored {
  /** An id that no other receiver process ever has. */
  readonly reporter: string;
  readonly scope: AccountScope;
}

type Awaitable<T> = T | Promise<T>;

/** Another drain was there first: read the positions again. */
export class StalePosition extends Error {
  override readonly name = "StalePosition";
}

/** The database is locked, full or away. The events themselves may be fine. */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";
}
