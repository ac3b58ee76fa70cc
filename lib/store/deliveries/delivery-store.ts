import type { AccountScope } from "@/lib/domain/account";
import type { EventSpan } from "../store";

/** A body that a webhook sent, to be looked for. */
export interface SentBody {
  readonly webhookId: string;
  readonly body: Uint8Array;
}

/** A stored delivery of a webhook, as far as it is told from others. */
export interface StoredDelivery {
  readonly id: string;
  readonly sequence: number;
  readonly webhookId: string;
  /** Unix milliseconds. */
  readonly receivedAt: number;
  readonly isRecovered: boolean;
}

export interface FoundDelivery extends StoredDelivery {
  /** The index of the body that it has. */
  readonly body: number;
}

export interface HourlyDeliveries {
  readonly webhookId: string;
  /** When the hour began, Unix milliseconds. */
  readonly hour: number;
  readonly count: number;
}

/** The place in a list of deliveries, newest first, behind one of them. */
export type DeliveryPlace = Pick<StoredDelivery, "receivedAt" | "sequence">;

export interface DeliveryPageRequest {
  readonly webhookId?: string | undefined;
  readonly before?: DeliveryPlace | undefined;
  readonly limit: number;
}

/**
 * Events as deliveries of webhooks, which Kazoo's attempts are held against. What is in quarantine
 * is none. Every read takes the account first.
 */
export interface DeliveryStore {
  /** Those with one of the bodies and its webhook, received in the span; the bodies are all different. */
  withBodies(
    scope: AccountScope,
    span: EventSpan,
    bodies: readonly SentBody[],
  ): Promise<readonly FoundDelivery[]>;
  /** How many came of each webhook in each hour, of the time in UTC, what was recovered left out. */
  perHour(
    scope: AccountScope,
    span: EventSpan,
    webhookId?: string,
  ): Promise<readonly HourlyDeliveries[]>;
  /** Newest first by the time of receipt, what was recovered left out. */
  page(
    scope: AccountScope,
    span: EventSpan,
    request: DeliveryPageRequest,
  ): Promise<readonly StoredDelivery[]>;
}
