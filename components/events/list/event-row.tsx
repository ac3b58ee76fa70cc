"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import { Instant } from "@/components/ui/instant";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { ShortId } from "@/components/ui/short-id";
import { serverClock } from "@/lib/api-client/request/server-clock";
import type { EventSummary } from "@/lib/domain/event";
import { decodeProblemInWords } from "@/lib/format/decode-problem";
import { clockTime } from "@/lib/format/instant";
import type { PagePath } from "@/lib/format/page-path";
import { quarantineInWords } from "@/lib/format/quarantine-reason";
import { deliveryFormat } from "../delivery-format";
import { EventKindMark } from "../event-kind-mark";
import { OriginBadge } from "../origin-badge";
import { useNamedHeadline } from "../use-object-name";
import type { ShownEvent } from "./collapse-repeats";

/** The columns of header and rows; the wide set where the list has the room. */
export const eventColumns =
  "grid items-center gap-x-3 px-4 md:px-6 grid-cols-[60px_16px_minmax(0,1fr)_16px] @4xl:grid-cols-[60px_108px_minmax(0,1fr)_minmax(0,160px)_68px_84px_16px]";

export const wideOnly = "hidden @4xl:block";

interface EventRowProps {
  readonly accountId: string;
  readonly shown: ShownEvent;
  readonly href: string;
  readonly selected: boolean;
  readonly webhookName: string | undefined;
  /** The webhook that the event is about: Kazoo switched it off. */
  readonly switchedOff: { readonly name: string; readonly href: PagePath } | null;
  readonly onSelect: (eventId: string) => void;
  /** Shows or folds the repeats of the event of this id. */
  readonly onToggle: (firstId: string) => void;
}

const settlesForMs = 2_000;

function WebhookCell({ event, name }: { event: EventSummary; name: string | undefined }) {
  if (event.origin) return <OriginBadge origin={event.origin} />;
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

function TimesButton({ shown, onToggle }: Pick<EventRowProps, "shown" | "onToggle">) {
  const { times, opened, firstId } = shown;
  if (times === 1) return null;
  return (
    <Tooltip text={opened ? "Fold the repeats" : `The same delivery came ${times} times`}>
      <button
        type="button"
        aria-expanded={opened}
        aria-label={`Came ${times} times, ${opened ? "fold" : "show all"}`}
        onClick={() => onToggle(firstId)}
        className="nums relative z-1 shrink-0 rounded bg-hover px-1.5 text-ink-soft text-xs leading-5 hover:text-ink"
      >
        ×{times}
      </button>
    </Tooltip>
  );
}

/** What is odd about an event: that it could not be read, or why it is in quarantine. */
function Oddity({ event }: { readonly event: EventSummary }) {
  const words = event.problem
    ? decodeProblemInWords(event.problem)
    : event.quarantine && quarantineInWords(event.quarantine);
  if (!words) return null;
  return (
    <Tooltip text={words}>
      <span className="relative z-1 flex">
        <TriangleAlert
          className="size-4 text-waiting"
          aria-label={event.problem ? "Could not be decoded" : words}
        />
      </span>
    </Tooltip>
  );
}

/** One event as a row; the whole of it is the link that opens it. */
export function EventRow(props: EventRowProps) {
  const { accountId, shown, href, selected, webhookName, switchedOff, onSelect, onToggle } = props;
  const { event, isRepeat } = shown;
  const { title, detail } = useNamedHeadline(accountId, event);
  const fresh = serverClock.now() - event.receivedAt < settlesForMs;
  return (
    <div
      className={classNames(
        eventColumns,
        "relative h-full text-sm",
        selected ? "bg-accent-soft shadow-[inset_2px_0_0_var(--accent)]" : "hover:bg-hover",
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
      <div className={classNames("flex min-w-0 items-center gap-2", isRepeat && "pl-6")}>
        <a
          href={href}
          data-event-id={event.id}
          aria-current={selected ? "true" : undefined}
          className="line-clamp-2 min-w-0 outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent md:line-clamp-1 md:break-all"
          onClick={(click) => {
            if (click.metaKey || click.ctrlKey || click.shiftKey || click.button !== 0) return;
            click.preventDefault();
            onSelect(event.id);
          }}
        >
          {title}
          {detail && !switchedOff && <span className="text-ink-faint"> · {detail}</span>}
          {isRepeat && <span className="text-ink-faint"> · again</span>}
        </a>
        {switchedOff && (
          <Link
            href={switchedOff.href}
            translate="no"
            className="relative z-1 min-w-0 truncate rounded text-accent underline-offset-2 hover:underline"
          >
            {switchedOff.name}
          </Link>
        )}
        {/* In the webhook's column where there is one. */}
        {event.origin && <OriginBadge origin={event.origin} className="@4xl:hidden" />}
        <TimesButton shown={shown} onToggle={onToggle} />
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
        <Oddity event={event} />
      </div>
    </div>
  );
}
