import type { Account } from "@/lib/domain/account";
import type { NamedObjectType } from "@/lib/domain/named-object";
import type { Credentials } from "@/lib/domain/session";
import type { Trigger } from "@/lib/domain/trigger";
import type { WebhookState } from "@/lib/domain/webhook";
import type { FailureLimits } from "@/lib/domain/webhook-health";
import type { SweepWait } from "./sweep/sweep-pace";

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
  /** Monster UI's; null where it is in none. */
  readonly group: string | null;
  readonly requestHeaders?: Readonly<Record<string, string>> | undefined;
  /** What else the document holds, in Kazoo's names; in a change a null takes a field away. */
  readonly otherFields?: Readonly<Record<string, unknown>> | undefined;
  /** Null where Kazoo did not tell. */
  readonly revision: string | null;
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
  /** Monster UI's; null where it is in none. */
  readonly group: string | null;
}

export type KazooWebhookFields = Omit<KazooWebhook, "id" | "revision" | "group"> & {
  readonly group?: string | null | undefined;
};

/** One try of a delivery, as Kazoo logs it (docs/kazoo.md#attempts). */
export interface KazooAttempt {
  readonly webhookId: string;
  /** When it was logged, which is when it ended: Unix milliseconds, to the second. */
  readonly at: number;
  /** The webhook's, in Kazoo's lower-case name. */
  readonly trigger: string | null;
  /** The same for all tries to send one event to one webhook. */
  readonly firing: string;
  readonly result: "success" | "failure";
  readonly reason: string | null;
  /** HTTP status of the answer; null when there was none. */
  readonly code: number | null;
  readonly clientError: string | null;
  /** How many tries were left; none follows an answer, whatever it says. */
  readonly retriesLeft: number | null;
  readonly request: {
    readonly method: string;
    /** Without what a GET appends. */
    readonly uri: string;
    /** Names and values in lower case. */
    readonly headers: [string, string][];
    /** As text; of what can't be read as a body, the JSON that Kazoo keeps. */
    readonly body: string | null;
    /** The body as it was sent; null where that isn't known. */
    readonly bytes: Uint8Array | null;
  };
  readonly response: {
    readonly headers: [string, string][];
    readonly body: string | null;
  } | null;
}

/** At or after `from` and before `to`, Unix milliseconds; 31 days at most. */
export interface AttemptRange {
  readonly from: number;
  readonly to: number;
}

export interface AttemptRequest extends AttemptRange {
  readonly webhookId?: string | undefined;
  /** How many of the newest to leave out. */
  readonly skip: number;
  readonly limit: number;
}

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
  /** How many webhooks each group has, where Monster UI looks for it; the account's other flags stay. */
  writeWebhookGroups(accountId: string, groups: Readonly<Record<string, number>>): Promise<void>;
  /** As far as this Kazoo shows which the account sets. */
  readFailureLimits(accountId: string): Promise<Partial<FailureLimits>>;
  /** A user for a test, named as such and by when it is made; nobody can log in as it. */
  createTestUser(accountId: string, at: number): Promise<{ readonly id: string }>;
  deleteTestUser(accountId: string, userId: string): Promise<void>;
  /** Those that are left of tests. */
  listTestUsers(
    accountId: string,
  ): Promise<readonly { readonly id: string; readonly madeAt: number }[]>;
  /** Names of the account's own objects of one type; incomplete where a cluster gives too large a list in pages. */
  listNames(
    accountId: string,
    type: NamedObjectType,
  ): Promise<{
    readonly items: readonly { readonly id: string; readonly name: string }[];
    readonly isComplete: boolean;
  }>;
  /**
   * Newest first, `limit` at most; fewer where Kazoo's answer grows too large. An unknown webhook has
   * none.
   */
  listAttempts(
    accountId: string,
    request: AttemptRequest,
  ): Promise<{ readonly items: readonly KazooAttempt[]; readonly isLast: boolean }>;
}

/** Kazoo for work over many accounts, which takes a third of what Kazoo lets an account ask. */
export interface KazooSweep {
  readonly session: KazooSession;
  /** Told what its requests wait for, null while they go out as they come. Returns what ends that. */
  watch(listener: (wait: SweepWait | null) => void): () => void;
}

export interface Kazoo {
  /** Configured clusters, in order; the first is the default. */
  readonly clusterNames: readonly string[];
  login(credentials: Credentials): Promise<KazooLogin>;
  as(access: KazooAccess): KazooSession;
  /** All sweeps of operators of one account share one pace. */
  sweep(access: KazooAccess & { readonly accountId: string }): KazooSweep;
  close(): Promise<void>;
}
