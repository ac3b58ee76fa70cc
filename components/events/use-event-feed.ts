"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { type RefObject, useCallback, useEffect, useMemo, useState } from "react";
import { toApiError } from "@/lib/api-client/api-error";
import type { EventListFilter } from "@/lib/api-client/event-list-filter";
import { eventListQuery } from "@/lib/api-client/event-queries";
import { useLiveStream } from "@/lib/api-client/live-stream";
import { useFrozenList } from "./use-frozen-list";

const scrolledPx = 8;

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
  const query = useInfiniteQuery(eventListQuery(accountId, filter));
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const events = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const held = reading || scrolled;
  const { setHeld } = useLiveStream();
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
