"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useCallback, useEffect, useMemo } from "react";
import { useMediaQuery } from "@/components/ui/behaviour/use-media-query";
import { classNames } from "@/components/ui/class-names";
import { useServerNow } from "@/lib/api-client/request/server-clock";
import type { EventSummary } from "@/lib/domain/event";
import type { PagePath } from "@/lib/format/page-path";
import type { ShownEvent } from "./collapse-repeats";
import { eventListRows } from "./event-list-rows";
import { EventRow, eventColumns, wideOnly } from "./event-row";

const dayHeight = 32;
const rowHeight = 32;
const phoneRowHeight = 48;
const footHeight = 64;
const loadAheadRows = 25;
const dayChangesMs = 60_000;

interface EventListProps {
  readonly events: readonly ShownEvent[];
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly selectedId: string | null;
  /** Draws one event: where it leads to and what it is called is the page's business. */
  readonly rowProps: (event: EventSummary) => {
    accountId: string;
    href: string;
    webhookName: string | undefined;
    switchedOff: { name: string; href: PagePath } | null;
    onSelect: (eventId: string) => void;
    onToggle: (firstId: string) => void;
  };
  readonly onNearEnd: () => void;
  /** Stands below the last row: loading, failure, or the end. */
  readonly foot: ReactNode;
}

/** Names the columns for the eye; read out, each row says by itself what it is. */
function ColumnNames() {
  return (
    <div
      aria-hidden
      className={classNames(
        eventColumns,
        "sticky top-0 z-10 h-8 border-line border-b bg-paper text-ink-faint text-xs max-md:hidden",
      )}
    >
      <span>Time</span>
      <span>
        <span className="hidden @4xl:inline">Kind</span>
      </span>
      <span>What happened</span>
      <span className={wideOnly}>Webhook</span>
      <span className={wideOnly}>Call</span>
      <span className={wideOnly}>Sent as</span>
    </div>
  );
}

/** The account's events, newest first; only the rows in sight are in the page. */
export function EventList(props: EventListProps) {
  const { events, scroller, selectedId, rowProps, onNearEnd, foot } = props;
  const now = useServerNow(dayChangesMs);
  const rows = useMemo(() => eventListRows(events, now), [events, now]);
  const phone = useMediaQuery("(max-width: 767px)") === true;
  // One value for both, so that a change of either makes the virtualizer measure again.
  const layout = useMemo(
    () => ({ rows, eventHeight: phone ? phoneRowHeight : rowHeight }),
    [rows, phone],
  );
  const virtualizer = useVirtualizer({
    count: rows.length + 1,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const row = layout.rows[index];
      if (!row) return footHeight;
      return row.is === "day" ? dayHeight : layout.eventHeight;
    },
    getItemKey: useCallback((index: number) => layout.rows[index]?.key ?? "foot", [layout]),
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastIndex >= rows.length - loadAheadRows) onNearEnd();
  }, [lastIndex, rows.length, onNearEnd]);

  return (
    <div className="@container">
      <ColumnNames />
      <ul
        aria-label="Events, newest first"
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map((item) => {
          const row = rows[item.index];
          return (
            <li
              key={item.key}
              className="absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              {!row && foot}
              {row?.is === "day" && (
                <h2 className="flex h-full items-end border-line border-b px-4 pb-1 font-medium text-ink-soft text-xs md:px-6">
                  {row.words}
                </h2>
              )}
              {row?.is === "event" && (
                <EventRow
                  shown={row.shown}
                  selected={row.shown.event.id === selectedId}
                  {...rowProps(row.shown.event)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
