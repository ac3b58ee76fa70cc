import type { AccountScope } from "@/lib/domain/account";
import type { WebhookState } from "@/lib/domain/webhook";

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
   * Kazoo's list as it was read (asked for at `at`): those missing are deleted. Lets out of
   * quarantine what was kept apart under ids that are known now.
   */
  listed(
    scope: AccountScope,
    webhooks: readonly ObservedWebhook[],
    at: number,
  ): Promise<{ readonly released: number }>;
  /** Created or changed through Hookline; lets out what waits under its id. */
  saved(
    scope: AccountScope,
    webhook: ObservedWebhook,
    at: number,
  ): Promise<{ readonly released: number }>;
  deleted(scope: AccountScope, webhookId: string, at: number): Promise<void>;
  /** Those that Kazoo switched off between two looks and that nobody switched on or dismissed since. */
  switchedOff(scope: AccountScope): Promise<readonly SwitchedOffWebhook[]>;
  /** An operator has seen them. */
  dismissSwitchedOff(scope: AccountScope, webhookIds: readonly string[]): Promise<void>;
}
