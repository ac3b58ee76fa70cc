import type { AliasedExpression, Expression, SqlBool } from "kysely";
import type { AccountScope } from "@/lib/domain/account";
import type { EventFilter } from "@/lib/filter/event-filter";
import type { PruneLimits, PruneStep } from "../store";
import type { WrittenValues } from "./written-row";

type MatchingSequences = AliasedExpression<{ sequence: number }, "matching">;
/** A source of sequences to join, or a condition on the event itself. */
export type TextMatches = MatchingSequences | Expression<SqlBool>;

export function isSource(matches: TextMatches): matches is MatchingSequences {
  return "alias" in matches;
}

export interface SequenceBounds {
  readonly atLeast: number;
  readonly below: number;
}

/** A row of the table of events, but for what the database gives it. */
export interface RowToAppend {
  readonly scope: AccountScope;
  readonly values: WrittenValues;
  readonly body: Uint8Array;
}

/** What each database does its own way; everything else is Kysely's. */
export interface EventEngine {
  /**
   * As EventStore.append: resolves with the sequences, in the rows' order. With `once`, a row whose
   * id is stored already is left out; it has null.
   */
  append(
    rows: readonly RowToAppend[],
    options: { readonly once: boolean },
  ): Promise<readonly (number | null)[]>;
  /**
   * Where the sequences below `before` whose text matches are found, and those of a call where that
   * has no index of its own; null is everywhere. All in one are newer
   * than all in the next; none when nothing can match. Waits until what was appended is indexed.
   */
  textMatches(
    scope: AccountScope,
    filter: Pick<EventFilter, "q" | "callId">,
    before: number,
  ): Promise<readonly (TextMatches | null)[]>;
  /** Between which sequences all events lie that were received in the filter's span. */
  boundsOf(filter: EventFilter): Promise<SequenceBounds>;
  /** As EventStore.prune. */
  prune(limits: PruneLimits): Promise<PruneStep>;
  /** Waits for what is in flight, then closes. */
  close(): Promise<void>;
}
