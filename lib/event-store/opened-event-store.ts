import type { EventStore, ReceiverKeyStore } from "./event-store";

/** What opening a database gives, whatever the engine. */
export interface OpenedEventStore {
  readonly eventStore: EventStore;
  readonly receiverKeyStore: ReceiverKeyStore;
  /** Same as eventStore.close(): waits for what is in flight. */
  close(): Promise<void>;
}
