import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callPageSchema, callSchema } from "@/lib/domain/call";
import { path } from "@/lib/format/path";
import { fetchJson, queryString } from "../request/fetch-json";
import { serverClock } from "../request/server-clock";
import { callsKey } from "./outdated-calls";

const hourMs = 3_600_000;

export const callRanges = ["1h", "24h", "7d"] as const;
type CallRange = (typeof callRanges)[number];

const rangeMs: Readonly<Record<CallRange, number>> = {
  "1h": hourMs,
  "24h": 24 * hourMs,
  "7d": 168 * hourMs,
};

interface PagePlace {
  readonly cursor: string;
  /** Later pages are of the range that the first one was of. */
  readonly from: number | null;
}

const firstPlace: PagePlace = { cursor: "", from: null };

/** Calls in progress and those that began in the range, page by page; the stream has it read again. */
export function callsQuery(accountId: string, range: CallRange) {
  return infiniteQueryOptions({
    queryKey: [...callsKey(accountId), "list", range],
    queryFn: async ({ pageParam, signal }) => {
      const from = pageParam.from ?? serverClock.now() - rangeMs[range];
      const search = queryString({ from, cursor: pageParam.cursor });
      const callsPath = path`/api/accounts/${accountId}/calls`;
      const page = await fetchJson(`${callsPath}${search}`, callPageSchema, { signal });
      return { ...page, from };
    },
    initialPageParam: firstPlace,
    getNextPageParam: ({ nextCursor, from }): PagePlace | null =>
      nextCursor === null ? null : { cursor: nextCursor, from },
  });
}

/** The call that a leg is of. */
export function callQuery(accountId: string, callId: string) {
  return queryOptions({
    queryKey: [...callsKey(accountId), "one", callId],
    queryFn: ({ signal }) =>
      fetchJson(path`/api/accounts/${accountId}/calls/${callId}`, callSchema, { signal }),
  });
}
