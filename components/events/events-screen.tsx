"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { webhooksQuery } from "@/lib/api-client/webhook-queries";
import { path } from "@/lib/format/path";
import { useMediaQuery } from "../ui/use-media-query";
import { collapseRepeats } from "./collapse-repeats";
import { EventDetailPane } from "./event-detail-pane";
import { EventFilterBar } from "./event-filter-bar";
import { EventHistogram } from "./event-histogram";
import { eventPath } from "./event-link";
import { EventList } from "./event-list";
import { EventListFoot } from "./event-list-foot";
import {
  EventListFailure,
  EventListSkeleton,
  NoEventsYet,
  NothingMatches,
} from "./event-list-states";
import { ExportMenu } from "./export-menu";
import { FilterChips, filterChips } from "./filter-chips";
import { NewEventsPill } from "./new-events-pill";
import { QuarantineEntry } from "./quarantine-entry";
import { useEventFeed } from "./use-event-feed";
import { type EventFilterState, useEventFilter } from "./use-event-filter";
import { focusRow, useEventKeys } from "./use-event-keys";
import { useFirstRun } from "./use-first-run";
import { useOpenedRepeats } from "./use-opened-repeats";
import { useSelectedEvent } from "./use-selected-event";
import { useWebhookNames } from "./use-webhook-names";

interface FeedProps {
  readonly accountId: string;
  readonly state: EventFilterState;
  readonly webhookNames: ReadonlyMap<string, string>;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
}

function Nothing({
  accountId,
  state,
  webhookNames,
}: Pick<FeedProps, "accountId" | "state" | "webhookNames">) {
  const { data } = useQuery(webhooksQuery(accountId));
  if (state.isFiltered) {
    const chips = filterChips(state, webhookNames);
    return (
      <NothingMatches
        chips={<FilterChips chips={chips} onDrop={state.setFilter} />}
        onClear={state.clear}
      />
    );
  }
  return (
    <NoEventsYet
      createHref={path`/a/${accountId}/webhooks?webhook=new&preset=user-deleted`}
      listening={data?.items.some((hook) => hook.receivesHere && hook.state === "active") ?? false}
    />
  );
}

function Feed({ accountId, state, webhookNames, paused, onPause }: FeedProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const wide = useMediaQuery("(min-width: 1200px)");
  const { eventId, select, close, tab, setTab } = useSelectedEvent();
  const closeDetail = () => {
    if (eventId === null) return;
    close();
    focusRow(eventId);
  };
  const feed = useEventFeed({
    accountId,
    filter: state.filter,
    reading: paused || eventId !== null,
    scroller,
  });
  const { shown, waiting, outdated, query, error } = feed;
  const { opened, toggle } = useOpenedRepeats();
  const rows = useMemo(() => collapseRepeats(shown, opened), [shown, opened]);
  const showNewest = () => {
    onPause(false);
    feed.showNewest();
  };
  const step = useEventKeys({
    accountId,
    events: rows.map(({ event }) => event),
    selectedId: eventId,
    select,
    close: closeDetail,
    togglePause: () => onPause(!paused),
    showNewest,
  });
  return (
    // The list has many more rows than it draws, so it scrolls by itself in any window.
    <div className="flex min-h-0 flex-1 short:h-[90dvh] short:flex-none">
      <div className="relative flex min-w-0 flex-1 flex-col">
        <NewEventsPill count={waiting} outdated={outdated} onShow={showNewest} />
        <div ref={scroller} onScroll={feed.onScroll} className="min-h-0 flex-1 overflow-y-auto">
          {query.isPending && <EventListSkeleton />}
          {error && !query.data && (
            <EventListFailure error={error} onRetry={() => void query.refetch()} />
          )}
          {query.data && shown.length === 0 && (
            <Nothing accountId={accountId} state={state} webhookNames={webhookNames} />
          )}
          {shown.length > 0 && (
            <EventList
              events={rows}
              scroller={scroller}
              selectedId={eventId}
              onNearEnd={feed.loadMore}
              rowProps={(event) => ({
                href: eventPath(accountId, event.id),
                webhookName: webhookNames.get(event.webhookId ?? ""),
                onSelect: select,
                onToggle: toggle,
              })}
              foot={<EventListFoot query={query} error={error} filtered={state.isFiltered} />}
            />
          )}
        </div>
      </div>
      {eventId !== null && wide !== null && (
        <EventDetailPane
          accountId={accountId}
          eventId={eventId}
          placement={wide ? "beside" : "over"}
          tabs={{ tab, setTab }}
          onStep={step}
          onClose={closeDetail}
        />
      )}
    </div>
  );
}

interface EventsScreenProps {
  readonly accountId: string;
  readonly histogramStartsFolded: boolean;
}

/** The account's events: filter, histogram, list and detail, all of it in the URL. */
export function EventsScreen({ accountId, histogramStartsFolded }: EventsScreenProps) {
  const state = useEventFilter();
  const webhookNames = useWebhookNames(accountId);
  const [paused, setPaused] = useState(false);
  const isFirstRun = useFirstRun({ accountId, state, paused });
  // What has no control of its own in the bar is there as a chip.
  const { callId, quarantined } = state.filter;
  const chips = filterChips({ ...state, filter: { callId, quarantined } }, webhookNames);
  return (
    <>
      <EventFilterBar
        state={state}
        webhookNames={webhookNames}
        paused={paused}
        onPause={setPaused}
        chips={
          <>
            <QuarantineEntry accountId={accountId} state={state} />
            <FilterChips chips={chips} onDrop={state.setFilter} />
          </>
        }
        actions={<ExportMenu accountId={accountId} state={state} webhookNames={webhookNames} />}
      />
      {!isFirstRun && (
        <EventHistogram
          accountId={accountId}
          state={state}
          paused={paused}
          startsFolded={histogramStartsFolded}
        />
      )}
      <Feed
        key={JSON.stringify(state.filter)}
        accountId={accountId}
        state={state}
        webhookNames={webhookNames}
        paused={paused}
        onPause={setPaused}
      />
    </>
  );
}
