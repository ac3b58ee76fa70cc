import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";

/** What one account lost. */
export interface Loss extends NotStored {
  readonly scope: AccountScope;
}

/** What one process counted and nobody has written down yet; at most one loss an account. */
export interface LossBatch {
  /** The process: an id that no other ever has. */
  readonly reporter: string;
  /** Rises from batch to batch of a reporter. */
  readonly number: number;
  readonly losses: readonly Loss[];
}

/** All that one reporter wrote down for an account, up to a batch. */
export interface ReportedLoss extends NotStored {
  readonly reporter: string;
  readonly batch: number;
}

/** How many deliveries, and the reporter's last batch that is counted; 0 when none is. */
export interface LossTotal {
  readonly count: number;
  readonly batch: number;
}

/** What was lost, in the same database as the events, where every process sees it. */
export interface NotStoredStore {
  /** Counts a batch once, however often it is given; a reporter's batches come in their order. */
  add(batch: LossBatch): Promise<void>;
  /** What the account lost, reporter by reporter. */
  of(scope: AccountScope): Promise<readonly ReportedLoss[]>;
  /**
   * Forgets what the account lost if that is `count` deliveries, no more and no fewer, and nothing
   * otherwise. Resolves with whether it did.
   */
  forget(scope: AccountScope, count: number): Promise<boolean>;
  /** What all accounts lost together, and which of the reporter's batches is in it. */
  total(reporter: string): Promise<LossTotal>;
}
