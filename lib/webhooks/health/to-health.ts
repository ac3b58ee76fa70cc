import { judgeHealth, usualRateOf } from "@/lib/domain/judge-health";
import type { FailureLimits, LastAnswer, WebhookHealth } from "@/lib/domain/webhook-health";
import type { KazooAttempt, KazooWebhookListItem } from "@/lib/kazoo/kazoo";
import type { SwitchedOffWebhook } from "@/lib/store/webhooks/known-webhook-store";
import type { WebhookActivity } from "@/lib/store/webhooks/webhook-activity-store";
import { toAnswer } from "./kazoo-failures";

const hoursShown = 24;

interface HealthSources {
  readonly item: KazooWebhookListItem;
  readonly receivesHere: boolean;
  readonly activity: WebhookActivity | undefined;
  /** Of this webhook, newest first; null where Kazoo's attempts couldn't be read. */
  readonly recent: readonly KazooAttempt[] | null;
  /** An older one. */
  readonly lastAttempt: LastAnswer | undefined;
  readonly switchedOff: SwitchedOffWebhook | undefined;
  readonly limits: FailureLimits;
  readonly now: number;
}

function countsPerHour(activity: WebhookActivity | undefined): number[] {
  const counts = Array.from({ length: hoursShown }, () => 0);
  for (const { hoursAgo, count } of activity?.hours ?? []) {
    if (hoursAgo < hoursShown) counts[hoursShown - 1 - hoursAgo] = count;
  }
  return counts;
}

/** A delivery that was answered 200 after the last attempt that Kazoo logged: it logs failures only. */
function lastAnswerOf({ receivesHere, activity, recent, lastAttempt }: HealthSources) {
  const newest = recent?.[0];
  const logged = newest ? toAnswer(newest) : (lastAttempt ?? null);
  const receivedAt = receivesHere ? activity?.lastReceivedAt : undefined;
  if (receivedAt === undefined || (logged && logged.at >= receivedAt)) return logged;
  return { at: receivedAt, isSuccess: true, code: 200, clientError: null };
}

/** Kazoo switched it off after the last attempt, and before somebody looked. */
function offSinceOf({ item, recent, lastAttempt, switchedOff, now }: HealthSources) {
  if (item.state !== "auto-disabled") return null;
  const lastAttemptAt = recent?.[0]?.at ?? lastAttempt?.at ?? null;
  if (lastAttemptAt === null && switchedOff === undefined) return null;
  const after = Math.max(lastAttemptAt ?? 0, switchedOff?.lastSeenOnAt ?? 0);
  return { after, before: Math.max(after, switchedOff?.seenOffAt ?? now) };
}

export function toHealth(sources: HealthSources): WebhookHealth {
  const { item, receivesHere, activity, recent, limits, now } = sources;
  const isInWindow = ({ at, result }: KazooAttempt) =>
    result === "failure" && at > now - limits.windowMs;
  const failures = recent?.filter(isInWindow).length ?? null;
  const usual = activity ? usualRateOf(activity) : null;
  const lastEventAt = activity?.lastReceivedAt ?? null;
  return {
    webhookId: item.id,
    state: judgeHealth({
      state: item.state,
      receivesHere,
      failures,
      lastEventAt,
      usual,
      now,
    }),
    disableReason: item.disableReason,
    offSince: offSinceOf(sources),
    failures,
    lastEventAt,
    hours: countsPerHour(activity),
    usual,
    lastAnswer: lastAnswerOf(sources),
  };
}
