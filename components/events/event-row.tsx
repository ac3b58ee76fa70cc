"use client";

import { TriangleAlert } from "lucide-react";
import type { EventSummary } from "@/lib/domain/event";
import { decodeProblemInWords } from "@/lib/format/decode-problem";
import { eventHeadline } from "@/lib/format/event-headline";
import { clockTime } from "@/lib/format/instant";
import { classNames } from "../ui/class-names";
import { Instant } from "../ui/instant";
import { ShortId } from "../ui/short-id";
import { Tooltip } from "../ui/tooltip";
import { deliveryFormat } from "./delivery-format";
import { EventKindMark } from "./event-kind-mark";

/** The columns of header and rows; the wide set where the list has the room. */
export const eventColumns =
  "grid items-center gap-x-3 px-4 md:px-6 grid-cols-[60px_16px_minmax(0,1fr)_16px] @4xl:grid-cols-[60px_108px_minmax(0,1fr)_minmax(0,160px)_68px_84px_16px]";

export const wideOnly = "hidden @4xl:block";

interface EventRowProps {
  readonly event: EventSummary;
  readonly href: string;
  readonly selected: boolean;
  readonly webhookName: string | undefined;
  readonly onSelect: (eventId: string) => void;
}

const settlesForMs = 2_000;

function WebhookCell({ event, name }: { event: EventSummary; name: string | undefined }) {
  if (!event.webhookId) return null;
  if (name) return <span className="block truncate text-ink-soft">{name}</span>;
  return (
    <ShortId
      id={event.webhookId}
      what="the webhook id"
      className="relative text-ink-faint text-xs"
    />
  );
}

/** One event as a row; the whole of it is the link that opens it. */
export function EventRow({ event, href, selected, webhookName, onSelect }: EventRowProps) {
  const { title, detail } = eventHeadline(event);
  const fresh = Date.now() - event.receivedAt < settlesForMs;
  return (
    <div
      className={classNames(
        eventColumns,
        "relative h-full text-sm hover:bg-hover",
        selected && "bg-accent-soft shadow-[inset_2px_0_0_var(--accent)] hover:bg-accent-soft",
        fresh && "settle",
      )}
    >
      <div className="nums font-mono text-ink-soft text-xs">
        <Instant ms={event.receivedAt} className="relative z-1">
          {clockTime(event.receivedAt)}
        </Instant>
      </div>
      <div className="flex">
        <EventKindMark kind={event.kind} wordClassName="sr-only @4xl:not-sr-only" />
      </div>
      <div className="min-w-0">
        <a
          href={href}
          data-event-id={event.id}
          aria-current={selected ? "true" : undefined}
          className="line-clamp-2 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent md:line-clamp-1 md:break-all"
          onClick={(click) => {
            if (click.metaKey || click.ctrlKey || click.shiftKey || click.button !== 0) return;
            click.preventDefault();
            onSelect(event.id);
          }}
        >
          {title}
          {detail && <span className="text-ink-faint"> · {detail}</span>}
        </a>
      </div>
      <div className={classNames("min-w-0", wideOnly)}>
        <WebhookCell event={event} name={webhookName} />
      </div>
      <div className={wideOnly}>
        {event.callId && (
          <ShortId
            id={event.callId}
            what="the call id"
            className="relative text-ink-faint text-xs"
          />
        )}
      </div>
      <div className={classNames("font-mono text-ink-faint text-xs", wideOnly)}>
        {event.method} {deliveryFormat(event)}
      </div>
      <div>
        {event.problem && (
          <Tooltip text={decodeProblemInWords(event.problem)}>
            <span className="relative z-1 flex">
              <TriangleAlert className="size-4 text-waiting" aria-label="Could not be decoded" />
            </span>
          </Tooltip>
        )}
      </div>
    </div>
  );
}
