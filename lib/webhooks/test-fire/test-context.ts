import type { EventStore } from "@/lib/store/store";
import type { AskContext } from "../ask-webhook-url";

export interface TestContext extends AskContext {
  readonly eventStore: Pick<EventStore, "search">;
  /** Aborts when the operator cancels or leaves. */
  readonly signal: AbortSignal;
  /** How long an event may take to come. */
  readonly timeoutMs?: number;
}
