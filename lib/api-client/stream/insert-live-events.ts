import type { InfiniteData } from "@tanstack/react-query";
import type { EventPage, EventSummary } from "@/lib/domain/event";

/** A page and the instant it was read from on: older pages of a relative range keep to it. */
export interface ListPage extends EventPage {
  readonly from?: number | undefined;
}

/** What one page is asked with; the newest has neither. */
export interface PageParam {
  readonly cursor: string;
  readonly from?: number | undefined;
}

export type EventPages = InfiniteData<ListPage, PageParam>;

function newestFirst(a: EventSummary, b: EventSummary): number {
  return b.sequence - a.sequence;
}

/** One page with events added that it doesn't hold yet, in order. The same page when none is new. */
export function addToPage<P extends EventPage>(page: P, events: readonly EventSummary[]): P {
  const known = new Set(page.items.map((event) => event.id));
  const added = events.filter((event) => !known.has(event.id));
  if (added.length === 0) return page;
  const items = [...added, ...page.items].sort(newestFirst);
  const lastSequence = items.reduce(
    (highest, event) => Math.max(highest, event.sequence),
    page.lastSequence,
  );
  return { ...page, items, lastSequence };
}

/** Live events belong to the newest page; the ones that any page already shows are left out. */
export function insertLiveEvents(data: EventPages, events: readonly EventSummary[]): EventPages {
  const [first, ...older] = data.pages;
  if (!first) return data;
  const shown = new Set(older.flatMap((page) => page.items.map((event) => event.id)));
  const page = addToPage(
    first,
    events.filter((event) => !shown.has(event.id)),
  );
  return page === first ? data : { ...data, pages: [page, ...older] };
}

/**
 * What was read, with the live events that came into the list while it was read: a fetch of more
 * pages answers with the pages as they were when it began.
 */
export function keepLiveEvents(before: EventPages | undefined, read: EventPages): EventPages {
  const readThrough = read.pages[0]?.lastSequence;
  const newest = before?.pages[0]?.items;
  if (readThrough === undefined || !newest) return read;
  const since = newest.filter((event) => event.sequence > readThrough);
  return since.length === 0 ? read : insertLiveEvents(read, since);
}
