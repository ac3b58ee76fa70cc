import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";
import type { NotStoredCount } from "@/lib/drain/sink";

/** What was answered 200 and is not stored, in the same database as the events. */
export interface NotStoredStore {
  /** Counts are absolute: of two of the same reporter and account the larger stays. */
  note(counts: readonly NotStoredCount[]): Promise<void>;
  /** What is not acknowledged of an account, of all reporters together; null when nothing is. */
  of(scope: AccountScope): Promise<NotStored | null>;
  /**
   * Acknowledges what the account's operator saw, if that is `count` deliveries, no more and no
   * fewer, and nothing otherwise. Resolves with whether it did.
   */
  acknowledge(scope: AccountScope, count: number): Promise<boolean>;
  /** What is not acknowledged, of all accounts. */
  total(): Promise<number>;
}
