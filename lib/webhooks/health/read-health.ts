import type { Logger } from "@/lib/config/logger";
import type { WebhookHealthList } from "@/lib/domain/webhook-health";
import type { KazooAttempt } from "@/lib/kazoo/kazoo";
import type { KnownWebhookStore } from "@/lib/store/webhooks/known-webhook-store";
import type { WebhookActivityStore } from "@/lib/store/webhooks/webhook-activity-store";
import type { WebhookContext } from "../webhook-context";
import { createKazooFailures, type FailuresContext } from "./kazoo-failures";
import { toHealth } from "./to-health";

interface HealthParts {
  readonly webhookActivityStore: WebhookActivityStore;
  readonly knownWebhookStore: Pick<KnownWebhookStore, "switchedOff">;
  readonly logger: Logger;
}

/** Whether each webhook of the account works, and since when it doesn't. */
export type HealthReader = (
  context: WebhookContext & FailuresContext,
) => Promise<WebhookHealthList>;

function byWebhook(attempts: readonly KazooAttempt[]): ReadonlyMap<string, KazooAttempt[]> {
  const groups = new Map<string, KazooAttempt[]>();
  for (const attempt of attempts) {
    const group = groups.get(attempt.webhookId);
    if (group) group.push(attempt);
    else groups.set(attempt.webhookId, [attempt]);
  }
  return groups;
}

function byId<K extends string, T extends { readonly [key in K]: string }>(
  key: K,
  items: readonly T[],
): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item[key], item]));
}

export function createHealthReader(parts: HealthParts): HealthReader {
  const { webhookActivityStore, knownWebhookStore, logger } = parts;
  const failures = createKazooFailures(logger);

  return async (context) => {
    const { kazoo, scope, receiverKeys } = context;
    const now = Date.now();
    const [items, recent, limits] = await Promise.all([
      kazoo.listWebhooks(scope.accountId),
      failures.recent(context, now),
      failures.limits(context),
    ]);
    const ids = items.map(({ id }) => id);
    const attempts = byWebhook(recent ?? []);
    const offIds = items.flatMap(({ id, state }) =>
      state === "auto-disabled" && !attempts.has(id) ? [id] : [],
    );
    const [found, switchedOff, lastAttempts] = await Promise.all([
      webhookActivityStore.activity(scope, ids, now),
      knownWebhookStore.switchedOff(scope),
      failures.last(context, offIds, now),
    ]);
    const activity = byId("webhookId", found);
    const seenOff = byId("id", switchedOff);
    return {
      items: items.map((item) =>
        toHealth({
          item,
          receivesHere: receiverKeys.owns(scope, item.url),
          activity: activity.get(item.id),
          recent: recent && (attempts.get(item.id) ?? []),
          lastAttempt: lastAttempts.get(item.id),
          switchedOff: seenOff.get(item.id),
          limits,
          now,
        }),
      ),
      nextCursor: null,
      limits,
      at: now,
    };
  };
}
