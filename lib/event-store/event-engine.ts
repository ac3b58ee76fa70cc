import type { AliasedExpression, Expression, SqlBool } from "kysely";
import type { AccountScope } from "@/lib/domain/account";
import type { WrittenValues } from "./event-row";

type MatchingSequences = AliasedExpression<{ sequence: number }, "matching">;
/** A source of sequences to join, or a condition on the event itself. */
export type TextMatches = MatchingSequences | Expression<SqlBool>;

export function isSource(matches: TextMatches): matches is MatchingSequences {
  return "alias" in matches;
}

/** What each database does its own way; everything else is Kysely's. */
export interface EventEngine {
  /** Resolves with the sequence once the event is on disk, in commit order. */
  append(scope: AccountScope, values: WrittenValues, body: Uint8Array): Promise<number>;
  /**
   * Where the sequences below `before` whose text matches are found. All in one are newer
   * than all in the next; none when nothing can match. Waits until what was appended is indexed.
   */
  textMatches(scope: AccountScope, q: string, before: number): Promise<readonly TextMatches[]>;
  /** Waits for what is in flight, then closes. */
  close(): Promise<void>;
}
