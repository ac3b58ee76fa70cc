import type { AccountScope } from "@/lib/domain/account";
import type { EventSummary } from "@/lib/domain/event";

export type EventListener = (event: EventSummary) => void;

/** Tells whoever watches an account of an event that was just stored. */
export interface EventBroker {
  /** Called once per stored event, in sequence order. Never throws, never waits. */
  publish(scope: AccountScope, event: EventSummary): void;
  /** Returns the function that ends the subscription. */
  subscribe(scope: AccountScope, listener: EventListener): () => void;
}
