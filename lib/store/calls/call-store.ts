import type { AccountScope } from "@/lib/domain/account";
import type { EventSummary, Payload } from "@/lib/domain/event";
import type { EventSpan } from "../store";

/** An event of a call, without what only its own page shows. */
export interface StoredCallEvent
  extends Pick<EventSummary, "id" | "sequence" | "receivedAt" | "kind" | "trigger" | "type"> {
  readonly callId: string;
  readonly payload: Payload | null;
}

/** Events by the call that they are of; without repeats and without what is in quarantine. */
export interface CallStore {
  /** Events of legs received in the span, newest first, of a sequence below that one. */
  recent(
    scope: AccountScope,
    request: EventSpan & { readonly below: number; readonly limit: number },
  ): Promise<readonly StoredCallEvent[]>;
  /** Events of these legs and of those that name one of them, notifications too, newest first. */
  ofCalls(
    scope: AccountScope,
    callIds: readonly string[],
    request: EventSpan & { readonly limit: number },
  ): Promise<readonly StoredCallEvent[]>;
  /** Legs with events in the span and without an end, at most so many, newest first. */
  unended(
    scope: AccountScope,
    request: EventSpan & { readonly limit: number },
  ): Promise<readonly string[]>;
}
