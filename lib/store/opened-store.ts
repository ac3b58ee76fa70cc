import type { CallStore } from "./calls/call-store";
import type { DeliveryStore } from "./deliveries/delivery-store";
import type { NotStoredStore } from "./not-stored/not-stored-store";
import type { EventStore, ReceiverKeyStore } from "./store";
import type { KnownWebhookStore } from "./webhooks/known-webhook-store";
import type { WebhookActivityStore } from "./webhooks/webhook-activity-store";

/** How much the store has still to do at this moment. */
export interface StoreLoad {
  /** Stored events that a search would wait for; null where the index is written with them. */
  readonly unindexedEvents: number | null;
}

/** What opening a database gives, whatever the engine. */
export interface OpenedEventStore {
  readonly eventStore: EventStore;
  readonly receiverKeyStore: ReceiverKeyStore;
  readonly notStoredStore: NotStoredStore;
  readonly knownWebhookStore: KnownWebhookStore;
  readonly deliveryStore: DeliveryStore;
  readonly callStore: CallStore;
  readonly webhookActivityStore: WebhookActivityStore;
  /** The newest sequence of all accounts. All events up to it can be read. */
  lastSequence(): Promise<number>;
  /** Cheap: nobody is asked. */
  load(): StoreLoad;
  /** Free bytes of the disk that the database lies on; null where it can't be seen from here. */
  freeDiskBytes(): Promise<number | null>;
  /** Same as eventStore.close(): waits for what is in flight. */
  close(): Promise<void>;
}
