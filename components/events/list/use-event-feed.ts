"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import { type EventListFilter, withinRange } from "@/lib/api-client/events/event-list-filter";
import { eventListQuery } from "@/lib/api-client/events/event-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import { useServerNow } from "@/lib/api-client/request/server-clock";
import { useLiveStream } from "@/lib/api-client/stream/live-stream";
import { useFrozenList } from "./use-frozen-list";

const scrolledPx = 8;
const ageOutEveryMs = 30_000;
const retryEveryMs = 5_000;

interface FeedOptions {
  readonly accountId: string;
  readonly filter: EventListFilter;
  /** Somebody paused the list, or reads one of its events. */
  readonly reading: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
}

/** The events on screen: pages and live ones, held still while somebody reads or has scrolled. */
export function useEventFeed({ accountId, filter, reading, scroller }: FeedOptions) {
  const [scrolled, setScrolled] = useState(false);
  const query = useInfiniteQuery({
    ...eventListQuery(accountId, filter),
    // A list that could not be read at all comes by itself once the database is back.
    refetchInterval: ({ state }) =>
      state.status === "error" && state.data === undefined ? retryEveryMs : false,
  });
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const held = reading || scrolled;
  const now = useServerNow(ageOutEveryMs);
  // A list held still loses nothing either.
  const [cutAt, setCutAt] = useState(now);
  if (!held && cutAt !== now) setCutAt(now);
  const events = useMemo(
    () => withinRange(data?.pages.flatMap((page) => page.items) ?? [], filter, cutAt),
    [data, filter, cutAt],
  );
  const { setHeld, outdated } = useLiveStream();
  useEffect(() => {
    setHeld(held);
    return () => setHeld(false);
  }, [held, setHeld]);
  const frozen = useFrozenList(events, held, data !== undefined);
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);
  return {
    ...frozen,
    /** Held still, it misses more than the events that wait. */
    outdated: held && outdated,
    query,
    error: query.error && toApiError(query.error),
    loadMore,
    onScroll: () => setScrolled((scroller.current?.scrollTop ?? 0) > scrolledPx),
    showNewest: () => {
      frozen.catchUp();
      scroller.current?.scrollTo({ top: 0 });
    },
  };
}
