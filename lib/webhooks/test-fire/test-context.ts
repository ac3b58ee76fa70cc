import type { EventStore } from "@/lib/store/store";
import type { ReEnableContext } from "../re-enable/re-enable-webhooks";

export interface TestContext extends ReEnableContext {
  readonly eventStore: Pick<EventStore, "search">;
  /** Aborts when the operator cancels or leaves. */
  readonly signal: AbortSignal;
  /** How long an event may take to come. */
  readonly timeoutMs?: number;
}
