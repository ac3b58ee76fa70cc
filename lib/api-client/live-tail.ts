import type { QueryClient } from "@tanstack/react-query";
import type { EventSummary } from "@/lib/domain/event";

const keptEvents = 2_000;

/** What the stream brought lately: closes the gap between reading a page and its arrival. */
export interface LiveTail {
  readonly events: readonly EventSummary[];
  /** Highest sequence that was dropped for space; older pages can't be completed from here. */
  readonly droppedThrough: number;
}

const emptyTail: LiveTail = { events: [], droppedThrough: 0 };
const tailKey = (accountId: string) => ["account", accountId, "live-tail"] as const;

export function readLiveTail(client: QueryClient, accountId: string): LiveTail {
  return client.getQueryData<LiveTail>(tailKey(accountId)) ?? emptyTail;
}

export function appendLiveTail(
  client: QueryClient,
  accountId: string,
  events: readonly EventSummary[],
): void {
  const tail = readLiveTail(client, accountId);
  const all = [...tail.events, ...events];
  const dropped = all.slice(0, Math.max(0, all.length - keptEvents));
  client.setQueryData<LiveTail>(tailKey(accountId), {
    events: all.slice(dropped.length),
    droppedThrough: dropped.at(-1)?.sequence ?? tail.droppedThrough,
  });
}

/** What came up to `sequence` is not told one by one: only the store has all of it. */
export function breakLiveTail(client: QueryClient, accountId: string, sequence: number): void {
  const { events, droppedThrough } = readLiveTail(client, accountId);
  client.setQueryData<LiveTail>(tailKey(accountId), {
    events: events.filter((event) => event.sequence > sequence),
    droppedThrough: Math.max(droppedThrough, sequence),
  });
}
