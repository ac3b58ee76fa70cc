import type { AccountScope } from "@/lib/domain/account";
import type { PruneLimits, PruneStep } from "../store";

/** What SQLite takes and gives. libsql ends the whole process on any other type, booleans too. */
export type SqlValue = string | number | null | Uint8Array;

export interface WorkerSettings<Extra = unknown> {
  readonly role: "writer" | "reader" | "checkpointer";
  readonly file: string;
  /** For what runs in the writer's thread beside the tasks; null: nothing does. */
  readonly extra: Extra | null;
}

/** An event as the writer takes it. */
export interface WritableRow {
  readonly scope: AccountScope;
  /** In the order of writtenColumns. */
  readonly values: readonly SqlValue[];
  readonly body: Uint8Array;
}

/** What the main thread asks of a worker. */
export type WorkerTask =
  /** Writes events in one transaction; with `once`, those that are there already are left out. */
  | { readonly kind: "append"; readonly rows: readonly WritableRow[]; readonly once: boolean }
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

export type WorkerAnswer =
  /** The sequences in the rows' order; null for what was there already. */
  | { readonly kind: "appended"; readonly sequences: readonly (number | null)[] }
  | IndexedAnswer
  | { readonly kind: "result"; readonly result: QueryAnswer }
  | { readonly kind: "checkpointed" }
  | PrunedAnswer
  | { readonly kind: "closed" };

/** What one step of merging the text index came to. */
export interface MergeStep {
  /** There may be more to do. */
  readonly isMerging: boolean;
  /** Why a table was given up until the next start. */
  readonly failure: string | null;
}

export interface IndexedAnswer extends MergeStep {
  readonly kind: "indexed";
  /** Nothing was done: the disk is nearly full. */
  readonly isHeld: boolean;
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

export type WorkerReply<Told = unknown> =
  | { readonly kind: "ready" }
  /** Events were written in the thread itself. */
  | { readonly kind: "committed"; readonly lastSequence: number; readonly bytes: number }
  /** From what runs beside the tasks. */
  | { readonly kind: "told"; readonly told: Told }
  | { readonly kind: "unusable"; readonly message: string }
  | { readonly kind: "answer"; readonly id: number; readonly answer: WorkerAnswer }
  | {
      readonly kind: "failure";
      readonly id: number;
      readonly message: string;
      /** SQLite's name of the error, as SQLITE_FULL. */
      readonly code: string | null;
    };
