import type { QueryClient } from "@tanstack/react-query";
import type { EventSummary } from "@/lib/domain/event";

const keptEvents = 2_000;

/** What the stream brought lately: closes the gap between reading a page and its arrival. */
interface LiveTail {
  /** All events up to this sequence were told, by the stream or the first list; null before both. */
  readonly position: number | null;
  readonly events: readonly EventSummary[];
  /** Highest sequence that was dropped for space; older pages can't be completed from here. */
  readonly droppedThrough: number;
}

const emptyTail: LiveTail = { position: null, events: [], droppedThrough: 0 };
export const liveTailKey = "live-tail";
const tailsKey = [liveTailKey] as const;

export function readLiveTail(client: QueryClient, accountId: string): LiveTail {
  return client.getQueryData<LiveTail>([...tailsKey, accountId]) ?? emptyTail;
}

function write(client: QueryClient, accountId: string, changes: Partial<LiveTail>): void {
  // Nobody observes it, and the cache forgets what nobody observes.
  client.setQueryDefaults(tailsKey, { gcTime: Number.POSITIVE_INFINITY });
  const tail = { ...readLiveTail(client, accountId), ...changes };
  client.setQueryData<LiveTail>([...tailsKey, accountId], tail);
}

export function moveLiveTail(client: QueryClient, accountId: string, position: number): void {
  write(client, accountId, { position });
}

export function appendLiveTail(
  client: QueryClient,
  accountId: string,
  events: readonly EventSummary[],
): void {
  const tail = readLiveTail(client, accountId);
  const last = tail.events.at(-1)?.sequence ?? 0;
  const all = [...tail.events, ...events.filter(({ sequence }) => sequence > last)];
  const dropped = all.slice(0, Math.max(0, all.length - keptEvents));
  write(client, accountId, {
    events: all.slice(dropped.length),
    droppedThrough: dropped.at(-1)?.sequence ?? tail.droppedThrough,
  });
}

/** What came up to `sequence` is not told one by one: only the store has all of it. */
export function breakLiveTail(client: QueryClient, accountId: string, sequence: number): void {
  const { events, droppedThrough } = readLiveTail(client, accountId);
  write(client, accountId, {
    events: events.filter((event) => event.sequence > sequence),
    droppedThrough: Math.max(droppedThrough, sequence),
  });
}
