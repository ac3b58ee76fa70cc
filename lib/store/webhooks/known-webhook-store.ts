import type { AccountScope } from "@/lib/domain/account";
import type { WebhookState } from "@/lib/domain/webhook";
import type { WebhookName } from "@/lib/domain/webhook-name";

/** A webhook as Kazoo has it, as far as the store keeps it. */
export interface ObservedWebhook {
  readonly id: string;
  readonly name: string;
  /** Kazoo's trigger id. */
  readonly trigger: string;
  readonly state: WebhookState;
}

/** A webhook that was on when it was last looked at, and that Kazoo had switched off by the next look. */
export interface SwitchedOffWebhook {
  readonly id: string;
  readonly name: string;
  /** Between these two looks, Unix milliseconds. */
  readonly lastSeenOnAt: number;
  readonly seenOffAt: number;
}

/**
 * What is known of an account's webhooks, in the database, so that every process and the drain
 * judge by the same. Times are Unix milliseconds.
 */
export interface KnownWebhookStore {
  /**
   * Kazoo's list, asked for at `at`: webhooks missing from it are deleted. Releases events from
   * quarantine whose webhook is known now.
   */
  listed(
    scope: AccountScope,
    webhooks: readonly ObservedWebhook[],
    at: number,
  ): Promise<{ readonly released: number }>;
  /** Created or changed through Hookline. Releases its events from quarantine. */
  saved(
    scope: AccountScope,
    webhook: ObservedWebhook,
    at: number,
  ): Promise<{ readonly released: number }>;
  deleted(scope: AccountScope, webhookId: string, at: number): Promise<void>;
  /** By name. A deleted webhook keeps its name for a year, for the events that it sent. */
  names(scope: AccountScope): Promise<readonly WebhookName[]>;
  /**
   * Webhooks that Kazoo switched off between two reads of the list and that no operator has
   * switched on or dismissed since.
   */
  switchedOff(scope: AccountScope): Promise<readonly SwitchedOffWebhook[]>;
  /** An operator has seen them. */
  dismissSwitchedOff(scope: AccountScope, webhookIds: readonly string[]): Promise<void>;
}
