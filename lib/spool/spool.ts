import type { AccountScope } from "@/lib/domain/account";

/**
 * The spool: an append-only journal of what was received, in files of one folder (segments). A
 * delivery may be answered 200 once it is appended and synced; it then survives the end of this
 * process.
 */

/** One delivery as it came: nothing decoded, nothing looked up but the key. */
export interface SpoolRecord {
  /** The id that its event gets: newEventId(receivedAt). */
  readonly id: string;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** Whose it is, and which receiver key says so. */
  readonly scope: AccountScope;
  readonly receiverKeyId: string;
  readonly method: "GET" | "POST" | "PUT";
  /** Raw query without its first "?", one char per byte; null when there was none. */
  readonly query: string | null;
  /** As received, in order, names in the sender's case, one char per byte. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** Where a record lies: its segment, and the offset behind its last byte. */
export interface SpoolPlace {
  readonly segment: string;
  readonly end: number;
}

/** Appends to segments that it made itself, one at a time. One per receiver process. */
export interface SpoolWriter {
  /**
   * Resolves once the record is synced; rejects when it is not known to be. Groups: one sync
   * confirms all that came while the one before ran.
   */
  append(record: SpoolRecord): Promise<SpoolPlace>;
  /** Rejects when a record could not be appended just now; writes none. */
  probe(): Promise<void>;
  /** Appended and not yet synced. */
  pending(): { readonly records: number; readonly bytes: number };
  /** Confirms what is pending, seals the open segment and closes it. */
  close(): Promise<void>;
}

/** A record's place and what its frame's head says of it. */
export interface SpoolHead {
  readonly segment: string;
  readonly start: number;
  readonly end: number;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  /** Stands for the account: scopeTag(scope). */
  readonly scopeTag: string;
}

export interface ReadRecord extends SpoolHead {
  /** Null when the bytes are damaged: the checksum of its content is wrong. */
  readonly record: SpoolRecord | null;
}

/** Bytes between two records that are none. */
export interface DamagedStretch {
  readonly segment: string;
  readonly start: number;
  readonly end: number;
}

export interface ReadGroup {
  /** In the order in which they were appended. */
  readonly records: readonly ReadRecord[];
  readonly damaged: readonly DamagedStretch[];
  /** Where to read on: behind the last record or stretch of this group. */
  readonly end: number;
  /** Nothing further can be read now. */
  readonly atEnd: boolean;
}

export interface SegmentState {
  readonly segment: string;
  readonly bytes: number;
  /** Nothing that counts is added: its writer closed it, or was taken for dead and confirms no more. */
  readonly sealed: boolean;
  /** A newer program wrote it, in a format that this one doesn't know: it is left alone. */
  readonly foreign: boolean;
  /** Unix milliseconds of the last change, by the disk's clock. */
  readonly modifiedAt: number;
}

/** Reads segments, also those that are being written. Needs no place of its own: the caller has that. */
export interface SpoolReader {
  /** All segments there are, oldest first. */
  segments(): readonly SegmentState[];
  /**
   * Reads on from an offset (0: the start): at most that many records and about that many bytes,
   * but at least one record. A torn tail is skipped once nothing can be added, so `end` may move
   * without a record.
   */
  read(segment: string, from: number, limits: ReadLimits): ReadGroup;
  /**
   * Deletes a segment that isRemovable, for good: it does not come back after a crash. False: it is
   * not drained to its end; read on.
   */
  remove(segment: string, drainedTo: number): boolean;
}

export interface ReadLimits {
  readonly records: number;
  readonly bytes: number;
}
