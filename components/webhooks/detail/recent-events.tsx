"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { Instant } from "@/components/ui/instant";
import { Skeleton } from "@/components/ui/notices/skeleton";
import { eventListQuery } from "@/lib/api-client/events/event-queries";
import { serverClock } from "@/lib/api-client/request/server-clock";
import type { Webhook } from "@/lib/domain/webhook";
import { clockTime, dayInWords } from "@/lib/format/instant";
import { pagePath } from "@/lib/format/page-path";
import { eventHeadline } from "@/lib/payload/event-headline";
import { PanelSection } from "./panel-section";

const shownCount = 8;

interface RecentEventsProps {
  readonly accountId: string;
  readonly webhook: Webhook;
}

function Nothing({ receivesHere }: Pick<Webhook, "receivesHere">) {
  return (
    <p className="text-ink-soft text-sm">
      {receivesHere
        ? "None is stored. The first appears here by itself, within a second of happening in Kazoo."
        : "This webhook posts elsewhere, so Hookline never sees what it delivers."}
    </p>
  );
}

/** The last few deliveries of a webhook, as they come, and the way to all of them. */
export function RecentEvents({ accountId, webhook }: RecentEventsProps) {
  const { data } = useInfiniteQuery(eventListQuery(accountId, { webhookId: webhook.id }));
  const events = data?.pages[0]?.items.slice(0, shownCount) ?? [];
  const now = serverClock.now();
  const all = pagePath(accountId, "events", { webhookId: webhook.id });
  return (
    <PanelSection
      title="Events"
      more={
        events.length > 0 && (
          <Link href={all} className="rounded text-accent text-sm hover:underline">
            All its events
          </Link>
        )
      }
    >
      {!data && <Skeleton className="w-64 max-w-full" />}
      {data && events.length === 0 && <Nothing receivesHere={webhook.receivesHere} />}
      {events.length > 0 && (
        <ul className="flex flex-col" aria-label="Its last events">
          {events.map((event) => {
            const { title, detail } = eventHeadline(event);
            return (
              <li key={event.id} className="flex min-h-8 items-center gap-3 text-sm">
                <span className="nums w-32 shrink-0 whitespace-nowrap font-mono text-ink-faint text-xs">
                  <Instant ms={event.receivedAt}>
                    {`${clockTime(event.receivedAt)} ${dayInWords(event.receivedAt, now)}`}
                  </Instant>
                </span>
                <Link
                  href={pagePath(accountId, "events", { webhookId: webhook.id, event: event.id })}
                  className="min-w-0 truncate rounded py-1 hover:text-accent"
                >
                  {title}
                  {detail && <span className="text-ink-faint"> · {detail}</span>}
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </PanelSection>
  );
}
