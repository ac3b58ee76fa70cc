import type { InfiniteData } from "@tanstack/react-query";
import type { EventPage, EventSummary } from "@/lib/domain/event";

export type EventPages = InfiniteData<EventPage, string>;

function newestFirst(a: EventSummary, b: EventSummary): number {
  return b.sequence - a.sequence;
}

/** One page with events added that it doesn't hold yet, in order. The same page when none is new. */
export function addToPage(page: EventPage, events: readonly EventSummary[]): EventPage {
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
