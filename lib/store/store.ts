import type { AccountScope } from "@/lib/domain/account";
import type {
  DecodeProblem,
  EventClassification,
  EventDetail,
  EventPage,
  EventSummary,
  Payload,
  QuarantineReason,
} from "@/lib/domain/event";
import type { EventFilter } from "@/lib/domain/event-filter";
import type { HistogramBucket } from "@/lib/domain/event-histogram";
import type { ReceiverKey } from "@/lib/domain/receiver-key";
import type { RetentionHorizon, RetentionReason } from "@/lib/domain/retention";

/** A delivery, decoded, about to be written. The store gives it its sequence. */
export interface NewEvent {
  /** Of newEventId, for who must know it whatever becomes of the writing; else the store gives it. */
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
}

/** An event as it was stored, with whose it is, ready to be published. */
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
  /** The whole store's. */
  readonly horizon: RetentionHorizon;
}

/** How many events the store may hold, of all accounts together; null is no limit. */
export interface PruneLimits {
  /** Unix milliseconds: received before, an event is too old. */
  readonly olderThan: number | null;
  readonly maxEvents: number | null;
  readonly maxBytes: number | null;
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
  /** Resolves once the event is on disk (fsync done), in commit order. */
  append(event: NewEvent): Promise<AppendedEvent>;
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
  /** How many are kept apart, counted no further than a thousand. */
  countQuarantined(scope: AccountScope): Promise<number>;
  /** Lets the events of these webhooks out of quarantine; resolves with how many there were. */
  release(scope: AccountScope, webhookIds: readonly string[]): Promise<number>;
  /**
   * One short step towards the limits, which hold for the store as a whole: the oldest events go
   * first, whoever's they are. SQLite drops single events, PostgreSQL whole UTC days: by count it
   * keeps at least as many as allowed, and neither by count nor by bytes does today go.
   */
  prune(limits: PruneLimits): Promise<PruneStep>;
  /** What retention dropped so far, of all accounts together. */
  horizon(): Promise<RetentionHorizon>;
  /** Waits for what is in flight, then closes. */
  close(): Promise<void>;
}

/** Receiver keys lie in the same database; all of them are held in memory for look-ups. */
export interface ReceiverKeyStore {
  all(): Promise<readonly ReceiverKey[]>;
  insert(key: ReceiverKey): Promise<void>;
  remove(scope: AccountScope, keyId: string): Promise<void>;
  /** Notes when a key was last used, Unix milliseconds. */
  touch(keyId: string, usedAt: number): Promise<void>;
}
