"use client";

import { useQuery } from "@tanstack/react-query";
import { Braces, ChevronDown, ChevronUp, Link2, RotateCw, X } from "lucide-react";
import { useState } from "react";
import { HeadersTab } from "@/components/attempts/headers-tab";
import { Button } from "@/components/ui/controls/button";
import { copyText } from "@/components/ui/controls/copy-text";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Tabs } from "@/components/ui/controls/tabs";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Skeleton } from "@/components/ui/notices/skeleton";
import { eventQuery } from "@/lib/api-client/events/event-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import { useServerNow } from "@/lib/api-client/request/server-clock";
import { exactInstant, timeAgo } from "@/lib/format/instant";
import type { EventView } from "@/lib/secrets/viewed-event";
import { EventKindMark } from "../event-kind-mark";
import { eventUrl } from "../event-link";
import { OriginBadge } from "../origin-badge";
import { useNamedHeadline } from "../use-object-name";
import { DecodeProblemNotice } from "./decode-problem-notice";
import { DeliveryTab } from "./delivery-tab";
import { FieldsTab } from "./fields-tab";
import { QuarantineNotice } from "./quarantine-notice";
import { RawTab } from "./raw-tab";
import { SecretsNotice } from "./secrets-notice";
import { SummaryTab } from "./summary-tab";

const agoEveryMs = 10_000;

interface EventDetailProps {
  readonly accountId: string;
  readonly eventId: string;
  readonly tabs: { readonly tab: string; readonly setTab: (tab: string) => void };
  readonly onStep: (by: 1 | -1) => void;
  readonly onClose: () => void;
}

function Headline({ accountId, event }: { readonly accountId: string; readonly event: EventView }) {
  const { title, detail } = useNamedHeadline(accountId, event);
  const now = useServerNow(agoEveryMs);
  return (
    <div className="flex flex-col gap-1 px-4 pb-3">
      <h2 className="break-words font-semibold text-base">
        {title}
        {detail && <span className="font-normal text-ink-soft"> · {detail}</span>}
      </h2>
      <p className="nums flex flex-wrap items-center gap-x-3 text-ink-faint text-xs">
        <EventKindMark kind={event.kind} />
        {event.origin && <OriginBadge origin={event.origin} />}
        <time dateTime={new Date(event.receivedAt).toISOString()} className="font-mono">
          {exactInstant(event.receivedAt)}
        </time>
        <span>{timeAgo(event.receivedAt, now)}</span>
      </p>
    </div>
  );
}

function DetailSkeleton() {
  return (
    <output className="late flex flex-col gap-4 px-4" aria-label="Loading the event">
      <Skeleton className="h-4! w-56" />
      <Skeleton className="w-72" />
      <Skeleton className="mt-6 w-full" />
      <Skeleton className="w-4/5" />
      <Skeleton className="w-3/5" />
    </output>
  );
}

function DetailTabs({
  accountId,
  event,
  tabs,
  onReveal,
}: Pick<EventDetailProps, "accountId" | "tabs"> & {
  event: EventView;
  onReveal: (reveal: boolean) => void;
}) {
  return (
    <>
      <Headline accountId={accountId} event={event} />
      {event.quarantine && <QuarantineNotice reason={event.quarantine} event={event} />}
      <SecretsNotice secrets={event.secrets} onReveal={onReveal} />
      {event.problem && (
        <DecodeProblemNotice problem={event.problem} onRaw={() => tabs.setTab("raw")} />
      )}
      <Tabs
        label="Parts of the event"
        value={tabs.tab}
        onValueChange={tabs.setTab}
        tabs={[
          {
            value: "summary",
            label: "Summary",
            content: <SummaryTab accountId={accountId} event={event} />,
          },
          { value: "fields", label: "Fields", content: <FieldsTab payload={event.payload} /> },
          {
            value: "raw",
            label: "Raw",
            content: <RawTab event={event} onReveal={() => onReveal(true)} />,
          },
          { value: "headers", label: "Headers", content: <HeadersTab headers={event.headers} /> },
          {
            value: "delivery",
            label: "Delivery",
            content: <DeliveryTab accountId={accountId} event={event} />,
          },
        ]}
      />
    </>
  );
}

/** One event, whole. */
export function EventDetail({ accountId, eventId, tabs, onStep, onClose }: EventDetailProps) {
  const [revealedId, setRevealedId] = useState<string | null>(null);
  const masked = useQuery(eventQuery(accountId, eventId));
  const revealed = useQuery({
    ...eventQuery(accountId, eventId, true),
    enabled: revealedId === eventId,
  });
  const { isPending } = masked;
  const data = revealedId === eventId ? (revealed.data ?? masked.data) : masked.data;
  const failed = masked.error ? masked : revealed;
  const cause = failed.error;
  const failure = cause && toApiError(cause);
  const json = data?.payload ?? data;
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-1 px-2">
        <IconButton label="Next, older" hint="j" onClick={() => onStep(1)}>
          <ChevronDown aria-hidden />
        </IconButton>
        <IconButton label="Previous, newer" hint="k" onClick={() => onStep(-1)}>
          <ChevronUp aria-hidden />
        </IconButton>
        <span className="flex-1" />
        <IconButton
          label="Copy the link"
          hint="c"
          onClick={() => void copyText(eventUrl(accountId, eventId), "the link")}
        >
          <Link2 aria-hidden />
        </IconButton>
        <IconButton
          label="Copy as JSON"
          disabled={!json}
          onClick={() => void copyText(JSON.stringify(json, null, 2), "the payload as JSON")}
        >
          <Braces aria-hidden />
        </IconButton>
        <IconButton label="Close" hint="Esc" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      {isPending && <DetailSkeleton />}
      {failure && (
        <ProblemNotice
          className="mx-4"
          title={failure.message}
          requestId={failure.requestId}
          action={
            failure.code !== "event_not_found" && (
              <Button onClick={() => void failed.refetch()}>
                <RotateCw aria-hidden />
                Try again
              </Button>
            )
          }
        />
      )}
      {data && (
        <DetailTabs
          key={eventId}
          accountId={accountId}
          event={data}
          tabs={tabs}
          onReveal={(reveal) => setRevealedId(reveal ? eventId : null)}
        />
      )}
    </>
  );
}
