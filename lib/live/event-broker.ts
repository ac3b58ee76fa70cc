import type { AccountScope } from "@/lib/domain/account";
import type { EventSummary } from "@/lib/domain/event";

/** A viewer of an account. It is called at once and never awaited. */
export interface EventListener {
  /** One stored event; they come in sequence order, each once. */
  received(event: EventSummary): void;
  /** Events that came before have changed: what was read of them is to be read again. */
  refetch(): void;
}

/** Tells the viewers of an account what is stored. */
export interface EventBroker {
  /** The account has events up to this sequence. Cheap; to be called after each commit. */
  told(scope: AccountScope, sequence: number): void;
  /** The account's events changed otherwise than by new ones. */
  refetch(scope: AccountScope): void;
  /** To be called once at the start, and whenever calls of the other two may have been missed. */
  catchUp(): Promise<void>;
  /** Returns the function that ends the subscription. */
  subscribe(scope: AccountScope, listener: EventListener): () => void;
}
