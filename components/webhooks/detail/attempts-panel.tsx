"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { AttemptList } from "@/components/attempts/attempt-list";
import { Notice } from "@/components/ui/notices/notice";
import { Skeleton } from "@/components/ui/notices/skeleton";
import { attemptsQuery } from "@/lib/api-client/deliveries/delivery-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import type { Webhook } from "@/lib/domain/webhook";
import { attemptsAreFailures } from "@/lib/format/attempt-words";
import { pagePath } from "@/lib/format/page-path";
import { PanelSection } from "./panel-section";

const shownCount = 6;
const linkLooks = "rounded text-accent text-sm hover:underline";

interface AttemptsPanelProps {
  readonly accountId: string;
  readonly webhook: Webhook;
}

/** The newest of Kazoo's tries to deliver for this webhook, and the way to all of 31 days. */
export function AttemptsPanel({ accountId, webhook: { id, name } }: AttemptsPanelProps) {
  const query = useInfiniteQuery(attemptsQuery(accountId, { webhookId: id, when: "31d" }, null));
  const attempts = query.data?.pages[0]?.items.slice(0, shownCount) ?? [];
  const all = { view: "attempts", webhookId: id, range: "31d" };
  const bothSides = pagePath(accountId, "deliveries", { webhookId: id });
  return (
    <PanelSection
      title="Attempts"
      more={
        <span className="flex flex-wrap justify-end gap-x-4">
          <Link href={bothSides} className={linkLooks}>
            Both sides
          </Link>
          <Link href={pagePath(accountId, "deliveries", all)} className={linkLooks}>
            All its attempts
          </Link>
        </span>
      }
    >
      {query.isPending && <Skeleton className="w-64 max-w-full" />}
      {query.error && !query.data && (
        <Notice tone="waiting" role="status" title="Kazoo's attempts can't be read just now">
          {toApiError(query.error).message}
        </Notice>
      )}
      {query.data && attempts.length === 0 && (
        <p className="text-ink-soft text-sm">No try of the last 31 days is logged.</p>
      )}
      {attempts.length > 0 && (
        <AttemptList accountId={accountId} attempts={attempts} webhookName={name} />
      )}
      {query.data && <p className="text-ink-faint text-xs">{attemptsAreFailures}</p>}
    </PanelSection>
  );
}
