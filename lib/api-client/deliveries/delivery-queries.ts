import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Attempt } from "@/lib/domain/attempt";
import { type LedgerOutcome, ledgerPageSchema } from "@/lib/domain/ledger";
import { type RecoverReport, recoverReportSchema } from "@/lib/domain/recovery";
import { path } from "@/lib/format/path";
import { viewedAttemptPageSchema } from "@/lib/secrets/viewed-attempt";
import { fetchJson, queryString } from "../request/fetch-json";
import { serverClock } from "../request/server-clock";

const dayMs = 86_400_000;
const pageSize = 100;

export const deliveryRanges = ["24h", "7d", "31d"] as const;
export type DeliveryRange = (typeof deliveryRanges)[number];

const rangeMs: Readonly<Record<DeliveryRange, number>> = {
  "24h": dayMs,
  "7d": 7 * dayMs,
  "31d": 31 * dayMs,
};

/** Unix milliseconds. */
export interface DeliverySpan {
  readonly from: number;
  readonly to: number;
}

/** Of which webhook and when, as the URL says it: relative to now, or fixed. */
export interface DeliveryFilter {
  readonly webhookId: string | null;
  readonly when: DeliveryRange | DeliverySpan;
}

/** The span is part of a page's place: later pages are of the range that the first one was of. */
interface PagePlace {
  readonly cursor: string;
  readonly span: DeliverySpan | null;
}

function spanAt({ when }: DeliveryFilter): DeliverySpan {
  if (typeof when !== "string") return when;
  const to = serverClock.now();
  return { from: to - rangeMs[when], to };
}

function nextPlace(page: { readonly nextCursor: string | null; readonly span: DeliverySpan }) {
  return page.nextCursor === null ? null : { cursor: page.nextCursor, span: page.span };
}

const firstPlace: PagePlace = { cursor: "", span: null };

/** Everything that tells what became of deliveries. */
export const deliveriesKey = (accountId: string) => ["account", accountId, "deliveries"] as const;

/** One row a delivery with both ends joined, newest first, page by page. */
export function ledgerQuery(
  accountId: string,
  filter: DeliveryFilter,
  outcome: LedgerOutcome | null,
) {
  return infiniteQueryOptions({
    queryKey: [...deliveriesKey(accountId), "ledger", filter, outcome],
    queryFn: async ({ pageParam, signal }) => {
      const span = pageParam.span ?? spanAt(filter);
      const search = queryString({
        webhookId: filter.webhookId ?? undefined,
        outcome: outcome ?? undefined,
        ...span,
        cursor: pageParam.cursor,
        limit: pageSize,
      });
      const ledgerPath = path`/api/accounts/${accountId}/ledger`;
      const page = await fetchJson(`${ledgerPath}${search}`, ledgerPageSchema, {
        signal,
        asksKazoo: true,
      });
      return { ...page, span };
    },
    initialPageParam: firstPlace,
    getNextPageParam: nextPlace,
  });
}

/** Kazoo's own record of its tries, newest first, page by page. */
export function attemptsQuery(
  accountId: string,
  filter: DeliveryFilter,
  result: Attempt["result"] | null,
) {
  return infiniteQueryOptions({
    queryKey: [...deliveriesKey(accountId), "attempts", filter, result],
    queryFn: async ({ pageParam, signal }) => {
      const span = pageParam.span ?? spanAt(filter);
      const search = queryString({
        webhookId: filter.webhookId ?? undefined,
        result: result ?? undefined,
        ...span,
        cursor: pageParam.cursor,
        limit: pageSize,
      });
      const attemptsPath = path`/api/accounts/${accountId}/attempts`;
      const page = await fetchJson(`${attemptsPath}${search}`, viewedAttemptPageSchema, {
        signal,
        asksKazoo: true,
      });
      return { ...page, span };
    },
    initialPageParam: firstPlace,
    getNextPageParam: nextPlace,
  });
}

export interface RecoverRange extends DeliverySpan {
  readonly webhookId: string | null;
}

/** Stores what never arrived, each once; a dry run only says what would be stored. */
export function recover(
  accountId: string,
  { webhookId, from, to }: RecoverRange,
  { dryRun, signal }: { readonly dryRun: boolean; readonly signal?: AbortSignal },
): Promise<RecoverReport> {
  return fetchJson(path`/api/accounts/${accountId}/events/recover`, recoverReportSchema, {
    method: "POST",
    body: { ...(webhookId !== null && { webhookId }), from, to, dryRun },
    ...(signal && { signal }),
    asksKazoo: true,
  });
}

/** What recovering a range would store. */
export function recoverPreviewQuery(accountId: string, range: RecoverRange) {
  return queryOptions({
    queryKey: [...deliveriesKey(accountId), "recover", range],
    queryFn: ({ signal }) => recover(accountId, range, { dryRun: true, signal }),
  });
}
