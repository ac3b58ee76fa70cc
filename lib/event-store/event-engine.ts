import type { AliasedExpression } from "kysely";
import type { AccountScope } from "@/lib/domain/account";
import type { WrittenValues } from "./event-row";

/** What each database does its own way; everything else is Kysely's. */
export interface EventEngine {
  /** Resolves with the sequence once the event is on disk, in commit order. */
  append(scope: AccountScope, values: WrittenValues, body: Uint8Array): Promise<number>;
  /** A source of the sequences whose text matches, for joining; null when nothing can match. */
  textMatches(
    scope: AccountScope,
    q: string,
  ): AliasedExpression<{ sequence: number }, "matching"> | null;
  /** Waits for what is in flight, then closes. */
  close(): Promise<void>;
}
