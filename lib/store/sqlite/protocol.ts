import type { PruneLimits, PruneStep } from "../store";
import type { MergeStep } from "./worker/text-merger";

/** What SQLite takes and gives. libsql ends the whole process on any other type, booleans too. */
export type SqlValue = string | number | null | Uint8Array;

export interface WorkerSettings {
  readonly role: "writer" | "reader" | "checkpointer";
  readonly file: string;
}

/** Events to be written in one transaction, their bodies packed one behind the other. */
export interface EventBatch {
  readonly rows: readonly EventBatchRow[];
  readonly bodies: Uint8Array<ArrayBuffer>;
}

export interface EventBatchRow {
  readonly cluster: string;
  readonly accountId: string;
  readonly bodyBytes: number;
  /** In the order of writtenColumns. */
  readonly values: readonly SqlValue[];
}

/** What the main thread asks of a worker. */
export type WorkerTask =
  | { readonly kind: "append"; readonly batch: EventBatch }
  | { readonly kind: "index"; readonly most: number }
  | { readonly kind: "query"; readonly sql: string; readonly parameters: readonly SqlValue[] }
  /** Moves what it can of the log into the database file, without waiting for anybody. */
  | { readonly kind: "checkpoint" }
  /** One short step of retention. */
  | { readonly kind: "prune"; readonly limits: PruneLimits }
  | { readonly kind: "close" };

export interface QueryAnswer {
  readonly rows: readonly unknown[];
  readonly changes: number;
}

/** What became of one row: its sequence, or why it alone could not be written. */
export type AppendResult = number | { readonly message: string; readonly code: string | null };

/** "appended" gives the results in the order of the batch's rows. */
export type WorkerAnswer =
  | { readonly kind: "appended"; readonly results: readonly AppendResult[] }
  | IndexedAnswer
  | { readonly kind: "result"; readonly result: QueryAnswer }
  | { readonly kind: "checkpointed" }
  | PrunedAnswer
  | { readonly kind: "closed" };

export interface IndexedAnswer extends MergeStep {
  readonly kind: "indexed";
  /** Every event up to this one is in the full-text index. */
  readonly through: number;
  /** The newest event there is. */
  readonly lastSequence: number;
  /** What was written into the log but for merging, roughly, in bytes. */
  readonly logged: number;
}

export interface PrunedAnswer extends PruneStep {
  readonly kind: "pruned";
}

export interface WorkerRequest {
  readonly id: number;
  readonly task: WorkerTask;
}

export type WorkerReply =
  | { readonly kind: "ready" }
  | { readonly kind: "unusable"; readonly message: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: WorkerAnswer }
  | {
      readonly kind: "failure";
      readonly id: number;
      readonly message: string;
      /** SQLite's name of the error, as SQLITE_FULL. */
      readonly code: string | null;
    };
