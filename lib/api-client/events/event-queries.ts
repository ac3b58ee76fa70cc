import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { matchesFilter } from "@/lib/filter/event-filter";
import { path } from "@/lib/format/path";
import { eventViewSchema, viewedPageSchema } from "@/lib/secrets/viewed-event";
import { fetchJson, queryString } from "../request/fetch-json";
import { serverClock } from "../request/server-clock";
import {
  addToPage,
  type EventPages,
  keepLiveEvents,
  type ListPage,
  type PageParam,
} from "../stream/insert-live-events";
import { moveLiveTail, readLiveTail } from "../stream/live-tail";
import { type EventListFilter, filterAt } from "./event-list-filter";

const pageSize = 100;
const eventsPath = (accountId: string) => path`/api/accounts/${accountId}/events`;

export const eventListsKey = (accountId: string) => ["account", accountId, "events"] as const;
/** Of single events. */
export const eventsKey = (accountId: string) => ["account", accountId, "event"] as const;

/** What arrived while the page was on its way is already in the tail: both together are whole. */
function completeFromTail(
  client: QueryClient,
  accountId: string,
  page: ListPage,
  filter: EventListFilter,
): ListPage | null {
  const tail = readLiveTail(client, accountId);
  if (tail.droppedThrough > page.lastSequence) return null;
  const missed = tail.events.filter(
    (event) => event.sequence > page.lastSequence && matchesFilter(event, filter) === true,
  );
  return addToPage(page, missed);
}

const newestPage: PageParam = { cursor: "" };

function isEventPages(data: unknown): data is EventPages {
  return typeof data === "object" && data !== null && "pages" in data;
}

/** The account's events that match, newest first, page by page; the stream keeps it current. */
export function eventListQuery(accountId: string, filter: EventListFilter) {
  return infiniteQueryOptions({
    queryKey: [...eventListsKey(accountId), filter],
    queryFn: async ({ pageParam, signal, client }) => {
      const at = { ...filterAt(filter, serverClock.now()), ...pageParam };
      const search = queryString({ ...at, limit: pageSize });
      const read = async (): Promise<ListPage> => ({
        ...(await fetchJson(`${eventsPath(accountId)}${search}`, viewedPageSchema, { signal })),
        from: at.from,
      });
      const page = await read();
      if (pageParam.cursor !== "") return page;
      // A stream that is opened later takes over from here.
      if (readLiveTail(client, accountId).position === null) {
        moveLiveTail(client, accountId, page.lastSequence);
      }
      return completeFromTail(client, accountId, page, filter) ?? (await read());
    },
    initialPageParam: newestPage,
    getNextPageParam: ({ nextCursor, from }): PageParam | null =>
      nextCursor === null ? null : { cursor: nextCursor, ...(from !== undefined && { from }) },
    structuralSharing: (before, read) =>
      isEventPages(read) ? keepLiveEvents(isEventPages(before) ? before : undefined, read) : read,
    staleTime: Number.POSITIVE_INFINITY,
    meta: { eventFilter: filter },
  });
}

/**
 * An event never changes once stored, but for leaving quarantine. With `reveal`, credentials come
 * too, and are not kept.
 */
export function eventQuery(accountId: string, eventId: string, reveal = false) {
  const eventPath = path`/api/accounts/${accountId}/events/${eventId}`;
  return queryOptions({
    queryKey: [...eventsKey(accountId), eventId, { reveal }],
    queryFn: ({ signal }) =>
      fetchJson(`${eventPath}${reveal ? "?reveal=1" : ""}`, eventViewSchema, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    ...(reveal && { gcTime: 0, meta: { reveals: true } }),
  });
}

export function eventStreamPath(accountId: string): string {
  return `${eventsPath(accountId)}/stream`;
}
