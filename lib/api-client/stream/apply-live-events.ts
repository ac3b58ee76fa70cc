import type { QueryClient, QueryKey } from "@tanstack/react-query";
import type { EventSummary } from "@/lib/domain/event";
import { matchesFilter } from "@/lib/filter/event-filter";
import { eventListQuery, eventListsKey } from "../events/event-queries";
import { type EventPages, insertLiveEvents } from "./insert-live-events";
import { appendLiveTail } from "./live-tail";

const longestNewestPage = 1_000;

/**
 * Writes what the stream brought into every cached list it belongs to. Answers the keys of lists
 * that only the store can decide about (free text): they have to be read again.
 */
export function applyLiveEvents(
  client: QueryClient,
  accountId: string,
  events: readonly EventSummary[],
): readonly QueryKey[] {
  appendLiveTail(client, accountId, events);
  const undecided: QueryKey[] = [];
  for (const query of client.getQueryCache().findAll({ queryKey: eventListsKey(accountId) })) {
    const filter = query.meta?.eventFilter;
    if (!filter) continue;
    const verdicts = events.map((event) => matchesFilter(event, filter));
    const matching = events.filter((_, index) => verdicts[index] === true);
    if (verdicts.includes(null)) undecided.push(query.queryKey);
    if (matching.length > 0) {
      client.setQueryData<EventPages>(
        query.queryKey,
        (data) => data && insertLiveEvents(data, matching),
      );
    }
  }
  return undecided;
}

/**
 * A list that follows the stream for days must not grow for days: past a thousand live rows it is
 * read again as one page. Only for lists nobody is reading further down.
 */
export async function shortenLists(client: QueryClient, accountId: string): Promise<void> {
  for (const query of client.getQueryCache().findAll({ queryKey: eventListsKey(accountId) })) {
    const data = client.getQueryData<EventPages>(query.queryKey);
    const filter = query.meta?.eventFilter;
    if (!filter || (data?.pages[0]?.items.length ?? 0) <= longestNewestPage) continue;
    await client.fetchInfiniteQuery({
      ...eventListQuery(accountId, filter),
      pages: 1,
      staleTime: 0,
      retry: false,
    });
  }
}
