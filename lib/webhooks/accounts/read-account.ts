import type { AccountRow, AccountWebhook } from "@/lib/domain/account-webhooks";
import { HooklineError } from "@/lib/domain/hookline-error";
import { judgeHealth, usualRateOf } from "@/lib/domain/judge-health";
import { usualFailureLimits } from "@/lib/domain/webhook-health";
import type { KazooSession, KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import type { ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import type {
  WebhookActivity,
  WebhookActivityStore,
} from "@/lib/store/webhooks/webhook-activity-store";

const objectTrigger = "object";
const attemptLimit = 200;
const clocksMs = 5_000;
/** Each costs a request; an account with more has them told apart on its own page. */
const maxObjectDocuments = 12;

/** One listing: all of what a first look at an account costs. */
export interface AccountListing {
  readonly items: readonly KazooWebhookListItem[];
  readonly at: number;
}

/** What a second look adds. */
export interface AccountDetails {
  /** Failed attempts of each webhook within Kazoo's window; null where Kazoo doesn't tell. */
  readonly failures: ReadonlyMap<string, number> | null;
  readonly objectTypes: ReadonlyMap<string, string>;
}

export async function readListing(kazoo: KazooSession, accountId: string): Promise<AccountListing> {
  const at = Date.now();
  return { items: await kazoo.listWebhooks(accountId), at };
}

/** Null where Kazoo doesn't tell: an overview without it is better than none. */
async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (cause) {
    if (!(cause instanceof HooklineError) || cause.code === "session_over") throw cause;
    return null;
  }
}

async function readFailures(
  kazoo: KazooSession,
  accountId: string,
): Promise<AccountDetails["failures"]> {
  const now = Date.now();
  const from = now - usualFailureLimits.windowMs;
  const request = { from, to: now + clocksMs, skip: 0, limit: attemptLimit };
  const read = await orNull(kazoo.listAttempts(accountId, request));
  if (!read) return null;
  const failures = new Map<string, number>();
  for (const { webhookId, result } of read.items) {
    if (result === "failure") failures.set(webhookId, (failures.get(webhookId) ?? 0) + 1);
  }
  return failures;
}

/** Failures cost a request where something is on, kinds of objects one for each that fires on objects. */
export async function readDetails(
  kazoo: KazooSession,
  accountId: string,
  { items }: AccountListing,
): Promise<AccountDetails> {
  const isAnyOn = items.some(({ state }) => state === "active");
  const objects = items.filter(({ trigger }) => trigger === objectTrigger);
  const [failures, documents] = await Promise.all([
    isAnyOn ? readFailures(kazoo, accountId) : new Map<string, number>(),
    Promise.all(
      objects.slice(0, maxObjectDocuments).map(({ id }) => orNull(kazoo.getWebhook(accountId, id))),
    ),
  ]);
  const objectTypes = new Map<string, string>();
  for (const document of documents) {
    const type = document?.customData.type;
    if (document && type) objectTypes.set(document.id, type);
  }
  return { failures, objectTypes };
}

export function needsDetails({ items }: AccountListing): boolean {
  return items.some(({ state, trigger }) => state === "active" || trigger === objectTrigger);
}

interface RowSources {
  readonly cluster: string;
  readonly accountId: string;
  readonly listing: AccountListing;
  readonly details: AccountDetails | null;
  readonly receiverKeys: ReceiverKeys;
  readonly store: WebhookActivityStore;
}

/** Empty where the database can't tell: what Kazoo says is shown without it. */
async function readActivity({ cluster, accountId, listing, store }: RowSources) {
  const ids = listing.items.map(({ id }) => id);
  const found = await orNull(store.activity({ cluster, accountId }, ids, Date.now()));
  return new Map<string, WebhookActivity>(found?.map((each) => [each.webhookId, each]));
}

/** What is known of an account's webhooks, judged as their own page judges them. */
export async function toAccountRow(sources: RowSources): Promise<AccountRow> {
  const { cluster, accountId, listing, details, receiverKeys } = sources;
  const activity = await readActivity(sources);
  const now = Date.now();
  const webhooks = listing.items.map(({ id, name, trigger, url, state }): AccountWebhook => {
    const active = activity.get(id);
    const lastEventAt = active?.lastReceivedAt ?? null;
    const receivesHere = receiverKeys.owns({ cluster, accountId }, url);
    const usual = active ? usualRateOf(active) : null;
    const failures = details?.failures?.get(id) ?? null;
    return {
      id,
      name,
      trigger,
      objectType: details?.objectTypes.get(id) ?? null,
      state: judgeHealth({ state, receivesHere, failures, lastEventAt, usual, now }),
      receivesHere,
      lastEventAt,
    };
  });
  const isWhole = details !== null || !needsDetails(listing);
  return { accountId, readAt: listing.at, problem: null, isWhole, webhooks };
}
