import { setTimeout } from "node:timers/promises";
import type { AccountScope } from "@/lib/domain/account";
import type { EventFilter } from "@/lib/filter/event-filter";
import { viewEvent } from "@/lib/secrets/view-event";
import type { EventView } from "@/lib/secrets/viewed-event";
import type { EventStore } from "@/lib/store/store";

// Small, because a page is masked and written in one go: neither the store's reader nor the event
// loop is blocked for long.
export const pageEvents = 32;
export const pageBytes = 1024 * 1024;

export interface EventPagesRequest {
  readonly eventStore: Pick<EventStore, "searchDetails">;
  readonly scope: AccountScope;
  readonly filter: EventFilter;
  /** Whether credentials are shown. */
  readonly reveal: boolean;
}

/**
 * All events that match, newest first, as an operator may see them; none that come after the first
 * page was read. A page is read when it is asked for, not before, and at most half of the time.
 */
export async function* eventPages(
  request: EventPagesRequest,
): AsyncGenerator<readonly EventView[], void, void> {
  const { eventStore, scope, filter, reveal } = request;
  const size = { limit: pageEvents, limitBytes: pageBytes };
  let cursor: string | undefined;
  do {
    const startedAt = performance.now();
    const page = await eventStore.searchDetails(scope, filter, { cursor, ...size });
    const tookMs = performance.now() - startedAt;
    yield page.items.map((event) => viewEvent(event, reveal));
    cursor = page.nextCursor ?? undefined;
    // An export that never rests halves how many deliveries are taken beside it.
    if (cursor !== undefined) await setTimeout(tookMs);
  } while (cursor !== undefined);
}
