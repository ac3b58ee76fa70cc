import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { eventPageSchema } from "@/lib/domain/event";
import { histogramSchema } from "@/lib/domain/event-histogram";
import type { EventFilter } from "@/lib/filter/event-filter";
import { path } from "@/lib/format/path";
import { fetchJson, queryString } from "../request/fetch-json";
import { serverClock } from "../request/server-clock";
import { eventListQuery } from "./event-queries";

const dayMs = 86_400_000;
const reachBuckets = 96;
const keptMs = 60_000;

export const histogramsKey = (accountId: string) =>
  ["account", accountId, "event-histogram"] as const;

interface EventSpan {
  readonly from: number;
  readonly to: number;
}

const eventsPath = (accountId: string) => path`/api/accounts/${accountId}/events`;

function readHistogram(
  accountId: string,
  filter: EventFilter,
  buckets: number,
  signal: AbortSignal,
) {
  const path = `${eventsPath(accountId)}/histogram${queryString({ ...filter, buckets })}`;
  return fetchJson(path, histogramSchema, { signal });
}

/** Counts by kind over the filter's `from` to `to`; the stream has it read again while it fills. */
export function eventHistogramQuery(accountId: string, filter: EventFilter, buckets: number) {
  return queryOptions({
    queryKey: [...histogramsKey(accountId), filter, buckets],
    queryFn: async ({ signal }) => (await readHistogram(accountId, filter, buckets, signal)).items,
    // Each step of the clock is another key.
    gcTime: keptMs,
    meta: { eventFilter: filter },
  });
}

/** The first bucket of a span that holds anything. */
async function firstFilled(accountId: string, { from, to }: EventSpan, signal: AbortSignal) {
  const { items } = await readHistogram(accountId, { from, to }, reachBuckets, signal);
  return items.find(({ counts }) => Object.values(counts).some((count) => count > 0));
}

/** The page's list of all events, when it is on screen and reaches down to the oldest. */
async function readWholeList(client: QueryClient, accountId: string) {
  const list = eventListQuery(accountId, {});
  if (!client.getQueryCache().find({ queryKey: list.queryKey })?.isActive()) return null;
  const { pages } = await client.ensureInfiniteQueryData(list);
  return pages.at(-1)?.nextCursor === null ? pages.flatMap(({ items }) => items) : null;
}

/**
 * An instant within seconds before the account's oldest event, Unix milliseconds: 0 when that is
 * more than a day ago, null when there is no event.
 */
export function oldestEventQuery(accountId: string) {
  return queryOptions({
    queryKey: [...histogramsKey(accountId), "oldest"],
    queryFn: async ({ signal, client }): Promise<number | null> => {
      const listed = await readWholeList(client, accountId);
      if (listed?.length === 0) return null;
      if (listed) return Math.min(...listed.map(({ receivedAt }) => receivedAt));
      const to = serverClock.now();
      const from = to - dayMs;
      const older = `${eventsPath(accountId)}${queryString({ to: from, limit: 1 })}`;
      if ((await fetchJson(older, eventPageSchema, { signal })).items.length > 0) return 0;
      const quarter = await firstFilled(accountId, { from, to }, signal);
      const instant = quarter && (await firstFilled(accountId, quarter, signal));
      return (instant ?? quarter)?.from ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
