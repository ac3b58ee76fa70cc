"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import { pagePath } from "@/lib/format/page-path";
import { useMediaQuery } from "../ui/behaviour/use-media-query";
import { EventDetailPane } from "./detail/event-detail-pane";
import { eventPath } from "./event-link";
import { ExportMenu } from "./export-menu";
import { EventFilterBar } from "./filter/event-filter-bar";
import { FilterChips, filterChips } from "./filter/filter-chips";
import { type EventFilterState, useEventFilter } from "./filter/use-event-filter";
import { EventHistogram } from "./histogram/event-histogram";
import { collapseRepeats } from "./list/collapse-repeats";
import { EventList } from "./list/event-list";
import { EventListFoot } from "./list/event-list-foot";
import {
  EventListFailure,
  EventListSkeleton,
  NoEventsYet,
  NothingMatches,
} from "./list/event-list-states";
import { NewEventsPill } from "./list/new-events-pill";
import { switchedOffLink } from "./list/switched-off-link";
import { useEventFeed } from "./list/use-event-feed";
import { useOpenedRepeats } from "./list/use-opened-repeats";
import { QuarantineEntry } from "./quarantine-entry";
import { focusRow, useEventKeys } from "./use-event-keys";
import { useFirstRun } from "./use-first-run";
import { useSelectedEvent } from "./use-selected-event";
import { useWebhookNames } from "./use-webhook-names";
import { wherePath } from "./where-path";

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
        whereHref={wherePath(accountId, state.filter)}
      />
    );
  }
  const listening = data?.items.find((hook) => hook.receivesHere && hook.state === "active");
  return (
    <NoEventsYet
      createHref={pagePath(accountId, "webhooks", { webhook: "new", preset: "user-deleted" })}
      listening={
        listening
          ? {
              name: listening.name,
              testHref: pagePath(accountId, "webhooks", { test: listening.id }),
            }
          : null
      }
      whereHref={wherePath(accountId, state.filter)}
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
                accountId,
                href: eventPath(accountId, event.id),
                webhookName: webhookNames.get(event.webhookId ?? ""),
                switchedOff: switchedOffLink(accountId, event, webhookNames),
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
  const [paused, setPaused] = useState(false);
  const isFirstRun = useFirstRun({ accountId, state, paused });
  const webhookNames = useWebhookNames(accountId, { hasEvents: isFirstRun === false });
  // What has no control of its own in the bar is there as a chip.
  const chips = filterChips(state, webhookNames).filter(({ alone }) => alone);
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
