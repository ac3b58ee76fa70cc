import type { AccountScope } from "@/lib/domain/account";
import type {
  DecodeProblem,
  EventClassification,
  EventDetail,
  EventOrigin,
  EventPage,
  EventSummary,
  Payload,
  QuarantineReason,
} from "@/lib/domain/event";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import type { RetentionHorizon, RetentionReason } from "@/lib/domain/retention";
import type { EventFilter } from "@/lib/filter/event-filter";

/** A delivery, decoded, about to be written. The store gives it its sequence. */
export interface NewEvent {
  /** Of newEventId; without one the store gives it. */
  readonly id?: string;
  readonly scope: AccountScope;
  readonly receiverKeyId: string;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly webhookId: string | null;
  readonly method: EventSummary["method"];
  readonly headers: readonly (readonly [string, string])[];
  /** Raw query string without "?", one char per byte; null when there was none. */
  readonly query: string | null;
  readonly body: Uint8Array;
  readonly payload: Payload | null;
  readonly problem: DecodeProblem | null;
  readonly classification: EventClassification;
  /** Id of the stored event that this one repeats. */
  readonly repeatOf?: string | null;
  readonly quarantine?: QuarantineReason | null;
  /** Where it comes from when it is no delivery of a webhook. */
  readonly origin?: EventOrigin | null;
}

/** An event as it was stored, with whose it is. */
export interface AppendedEvent {
  readonly scope: AccountScope;
  readonly summary: EventSummary;
}

/** Received at or after `from` and before `to`, Unix milliseconds. */
export interface EventSpan {
  readonly from: number;
  readonly to: number;
}

export interface EventPageRequest {
  /** Opaque, from an earlier page. A broken one is a HooklineError "bad_cursor". */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface EventDetailPageRequest extends EventPageRequest {
  /** Of bodies together, so that large ones don't add up; one event comes, however large it is. */
  readonly limitBytes: number;
}

export interface EventDetailPage {
  readonly items: readonly EventDetail[];
  readonly nextCursor: string | null;
}

export interface EventStoreStats {
  readonly events: number;
  readonly bytes: number;
  /** Unix milliseconds of the oldest event still held; null when there is none. */
  readonly oldestReceivedAt: number | null;
  readonly lastSequence: number;
  /** The account's own `droppedBefore`, all else of the whole store. */
  readonly horizon: RetentionHorizon;
}

/** How many events the store may hold; null is no limit. */
export interface PruneLimits {
  /** Unix milliseconds: received before, an event is too old. */
  readonly olderThan: number | null;
  /** Of all accounts together. */
  readonly maxEvents: number | null;
  readonly maxBytes: number | null;
  /** Of each account. */
  readonly maxEventsPerAccount: number | null;
  readonly maxBytesPerAccount: number | null;
  /** Of the disk; a store that can't see its disk takes no notice. */
  readonly minFreeBytes: number | null;
  /** Unix milliseconds. */
  readonly now: number;
}

export interface PruneStep {
  readonly dropped: number;
  readonly reason: RetentionReason | null;
  /** Whether there is more to do at once. */
  readonly more: boolean;
  /** For how long, at most, it kept others from writing. */
  readonly tookMs: number;
}

/** Every read takes the scope first: there is no way to ask for everybody's events. */
export interface EventStore {
  /**
   * Writes them in one transaction, all or none. Resolves once they are on disk (fsync done), in
   * their order, with rising sequences.
   */
  append(events: readonly NewEvent[]): Promise<readonly AppendedEvent[]>;
  /** As `append`, but leaves out those whose id is stored, whoever stores them meanwhile. */
  appendOnce(events: readonly NewEvent[]): Promise<readonly AppendedEvent[]>;
  get(scope: AccountScope, eventId: string): Promise<EventDetail | null>;
  /** Newest first, stable under inserts. */
  search(scope: AccountScope, filter: EventFilter, page: EventPageRequest): Promise<EventPage>;
  /**
   * As `search`, with everything that is known of each event. Events that come after the first
   * page was read are on none of the following.
   */
  searchDetails(
    scope: AccountScope,
    filter: EventFilter,
    page: EventDetailPageRequest,
  ): Promise<EventDetailPage>;
  /** Oldest first, at most `limit`, all with a sequence greater than `sequence`. */
  since(scope: AccountScope, sequence: number, limit: number): Promise<readonly EventSummary[]>;
  /** Counts over [from, to) in at most `most` buckets of one width; repeats are counted once. */
  histogram(
    scope: AccountScope,
    filter: EventFilter & EventSpan,
    most: number,
  ): Promise<readonly HistogramBucket[]>;
  stats(scope: AccountScope): Promise<EventStoreStats>;
  /** How many are in quarantine, counted to a thousand at most. */
  countQuarantined(scope: AccountScope): Promise<number>;
  /**
   * One short step towards the limits. By age the oldest events of all accounts go, on PostgreSQL
   * a whole UTC day at a time; by number, bytes and free disk the oldest of the account that has
   * most.
   */
  prune(limits: PruneLimits): Promise<PruneStep>;
  /**
   * What retention dropped so far, of all accounts together; with a scope, `droppedBefore` is that
   * account's own.
   */
  horizon(scope?: AccountScope): Promise<RetentionHorizon>;
  /** Waits for what is in flight, then closes. */
  close(): Promise<void>;
}

/** Receiver keys lie in the same database; all of them are held in memory for look-ups. */
export interface ReceiverKeyStore {
  all(): Promise<readonly ReceiverKey[]>;
  insert(key: ReceiverKey): Promise<void>;
  remove(scope: AccountScope, keyId: string): Promise<void>;
}
