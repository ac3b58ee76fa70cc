"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { eventListQuery } from "@/lib/api-client/events/event-queries";
import type { EventPages } from "@/lib/api-client/stream/insert-live-events";
import type { EventFilterState } from "./filter/use-event-filter";

const isEmpty = ({ pages }: EventPages) => pages.every(({ items }) => items.length === 0);

interface FirstRunOptions {
  readonly accountId: string;
  readonly state: EventFilterState;
  readonly paused: boolean;
}

/**
 * Whether the account has no event at all, null while that isn't known. A pause holds that still, as
 * the list.
 */
export function useFirstRun({ accountId, state, paused }: FirstRunOptions): boolean | null {
  const list = useInfiniteQuery({
    ...eventListQuery(accountId, state.filter),
    select: isEmpty,
  });
  const hasNone = list.data ?? null;
  const [shown, setShown] = useState(hasNone);
  if (!paused && shown !== hasNone) setShown(hasNone);
  return state.isFiltered ? false : shown;
}
