import type { Account } from "@/lib/domain/account";
import type { Credentials } from "@/lib/domain/session";
import type { Trigger } from "@/lib/domain/trigger";
import type { WebhookState } from "@/lib/domain/webhook";

/** A fresh token and whose it is (docs/kazoo.md#login-answers). */
export interface KazooLogin {
  readonly cluster: string;
  readonly token: string;
  /** Unix milliseconds, from the token's `exp`; an hour from now where it can't be read. */
  readonly expiresAt: number;
  readonly accountId: string;
  readonly accountName: string;
  readonly operatorId: string | null;
}

export interface KazooAccess {
  readonly cluster: string;
  readonly token: string;
}

/** A webhook document in our names. customData holds Kazoo's custom_data whole, modifiers included. */
export interface KazooWebhook {
  readonly id: string;
  readonly name: string;
  readonly trigger: string;
  readonly url: string;
  readonly enabled: boolean;
  readonly httpVerb: string;
  readonly format: string;
  readonly retries: number;
  readonly includeSubaccounts: boolean;
  readonly includeInternalLegs: boolean;
  readonly customData: Readonly<Record<string, string>>;
}

/**
 * What Kazoo's list shows of a webhook; the only place that knows why it is off
 * (docs/kazoo.md#one-webhook).
 */
export interface KazooWebhookListItem {
  readonly id: string;
  readonly name: string;
  readonly trigger: string;
  readonly url: string;
  readonly state: WebhookState;
  readonly disableReason: string | null;
}

export type KazooWebhookFields = Omit<KazooWebhook, "id">;

/** Kazoo as one logged-in operator sees it. Every failure is a HooklineError. */
export interface KazooSession {
  /** PUT /v2/auth: a new token for the old one, no password needed. */
  refreshToken(): Promise<KazooLogin>;
  /** account_not_found when it isn't there or isn't in the operator's tree: the two look alike. */
  getAccount(accountId: string): Promise<Account>;
  listDescendants(accountId: string): Promise<readonly Account[]>;
  listTriggers(): Promise<readonly Trigger[]>;
  listWebhooks(accountId: string): Promise<readonly KazooWebhookListItem[]>;
  /** webhook_not_found also for another account's id, which Kazoo itself would let through. */
  getWebhook(accountId: string, webhookId: string): Promise<KazooWebhook>;
  createWebhook(accountId: string, fields: KazooWebhookFields): Promise<KazooWebhook>;
  patchWebhook(
    accountId: string,
    webhookId: string,
    changes: Partial<KazooWebhookFields>,
  ): Promise<KazooWebhook>;
  deleteWebhook(accountId: string, webhookId: string): Promise<void>;
}

export interface Kazoo {
  /** Configured clusters, in order; the first is the default. */
  readonly clusterNames: readonly string[];
  login(credentials: Credentials): Promise<KazooLogin>;
  as(access: KazooAccess): KazooSession;
  close(): Promise<void>;
}
