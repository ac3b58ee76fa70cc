"use client";

import { useQuery } from "@tanstack/react-query";
import { AttemptList } from "@/components/attempts/attempt-list";
import { Button } from "@/components/ui/controls/button";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Skeleton } from "@/components/ui/notices/skeleton";
import { eventAttemptsQuery } from "@/lib/api-client/deliveries/event-attempts-query";
import { toApiError } from "@/lib/api-client/request/api-error";
import type { EventSummary } from "@/lib/domain/event";
import { attemptsAreFailures } from "@/lib/format/attempt-words";
import { shortId } from "@/lib/format/short-id";
import { useWebhookNames } from "../use-webhook-names";

interface DeliveryTabProps {
  readonly accountId: string;
  readonly event: EventSummary;
}

function sayingOf({ webhookId, origin }: EventSummary, count: number): string {
  if (webhookId === null) return "No webhook sent it, so Kazoo logs no try of it.";
  if (origin === "recovered") {
    return "It never arrived: it was stored from the body that Kazoo kept of a failed try.";
  }
  if (count === 0) return "It came at the first try, as far as Kazoo logs.";
  return count === 1 ? "Kazoo logs one try of it." : `Kazoo logs ${count} tries of it.`;
}

/** Kazoo's side of how an event came: the tries that are logged of it, each as it was answered. */
export function DeliveryTab({ accountId, event }: DeliveryTabProps) {
  const names = useWebhookNames(accountId, { hasEvents: true });
  const { webhookId } = event;
  const query = useQuery({
    ...eventAttemptsQuery(accountId, event.id),
    enabled: webhookId !== null,
  });
  const attempts = query.data?.items ?? [];
  const failure = query.error && toApiError(query.error);
  const isKnown = webhookId === null || query.data !== undefined;
  return (
    <div className="flex flex-col gap-3 px-4 py-3 text-sm">
      {!isKnown && !failure && (
        <output className="late flex flex-col gap-3" aria-label="Asking Kazoo for its attempts">
          <Skeleton className="w-full" />
          <Skeleton className="w-3/5" />
        </output>
      )}
      {failure && !isKnown && (
        <ProblemNotice
          title={failure.message}
          requestId={failure.requestId}
          action={<Button onClick={() => void query.refetch()}>Try again</Button>}
        />
      )}
      {isKnown && <p>{sayingOf(event, attempts.length)}</p>}
      {webhookId !== null && attempts.length > 0 && (
        <AttemptList
          accountId={accountId}
          attempts={attempts}
          webhookName={names.get(webhookId) ?? shortId(webhookId)}
        />
      )}
      {webhookId !== null && isKnown && (
        <p className="text-ink-faint text-xs">{attemptsAreFailures}</p>
      )}
    </div>
  );
}
