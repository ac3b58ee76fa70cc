import type { AccountScope } from "@/lib/domain/account";

/** An hour in which deliveries of a webhook came. */
export interface ActiveHour {
  /** Whole hours before the time that was asked for: 0 is the last hour. */
  readonly hoursAgo: number;
  /** Exact up to a limit: many thousands in the last day, a thousand before that. */
  readonly count: number;
}

/** When deliveries of a webhook came; webhooks of which none is stored have none. */
export interface WebhookActivity {
  readonly webhookId: string;
  /** Unix milliseconds. */
  readonly lastReceivedAt: number;
  /** Newest first, of the week that ends with its last delivery. */
  readonly hours: readonly ActiveHour[];
}

export interface WebhookActivityStore {
  /**
   * Of these webhooks, before `now`. Each costs as many look-ups as it has active hours, so a long
   * history costs no more than a short one.
   */
  activity(
    scope: AccountScope,
    webhookIds: readonly string[],
    now: number,
  ): Promise<readonly WebhookActivity[]>;
}
