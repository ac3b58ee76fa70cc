"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useMemo } from "react";
import { accountWebhooksQuery } from "@/lib/api-client/accounts/account-webhooks-query";
import { toApiError } from "@/lib/api-client/request/api-error";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { clockTime } from "@/lib/format/instant";
import { Button } from "../../ui/controls/button";
import { ProblemNotice } from "../../ui/notices/problem-notice";
import { matrixColumns } from "./matrix-columns";
import { shownAccounts } from "./matrix-filter";
import { MatrixFilterBar } from "./matrix-filter-bar";
import { MatrixTable } from "./matrix-table";
import { ReadingProgress } from "./reading-progress";
import { useCellSelection } from "./use-cell-selection";
import { useMatrixUrl } from "./use-matrix-url";

function useTriggerNames(): ReadonlyMap<string, string> {
  const { data } = useQuery(triggersQuery());
  return useMemo(() => new Map(data?.items.map(({ id, name }) => [id, name])), [data]);
}

const noRows = new Map<string, never>();

/** The account and all below it: which webhooks they have on which trigger, the worst first. */
export function MatrixScreen({ accountId }: { readonly accountId: string }) {
  const { data, error, isFetching, refetch } = useQuery(accountWebhooksQuery(accountId));
  const url = useMatrixUrl();
  const names = useTriggerNames();
  const rows = data?.rows ?? noRows;
  const columns = useMemo(() => matrixColumns(rows.values(), names), [rows, names]);
  const accounts = useMemo(
    () => shownAccounts(data?.accounts ?? [], rows, url.filter),
    [data?.accounts, rows, url.filter],
  );
  const selection = useCellSelection(accounts, columns);
  const total = data?.accounts.length ?? 0;
  const problem = error ? toApiError(error) : null;
  const why = problem?.message ?? data?.failure ?? null;
  const shown = accounts.length === total ? "" : `${accounts.length} of `;
  return (
    <>
      <MatrixFilterBar {...url} count={`${shown}${total} ${total === 1 ? "account" : "accounts"}`}>
        <Button look="quiet" busy={isFetching} onClick={() => void refetch()}>
          <RotateCw aria-hidden />
          <span className="sr-only">Read again. </span>
          <span className="nums">
            {data?.readAt ? `As of ${clockTime(data.readAt)}` : "Reading"}
          </span>
        </Button>
      </MatrixFilterBar>
      {isFetching && data && <ReadingProgress overview={data} />}
      {why !== null && !isFetching && (
        <ProblemNotice
          title={why}
          requestId={problem?.requestId ?? null}
          className="mx-4 my-3 md:mx-6"
          action={<Button onClick={() => void refetch()}>Go on</Button>}
        />
      )}
      {data && accounts.length === 0 && total > 0 && (
        <p className="px-4 py-6 text-ink-soft text-sm md:px-6">
          No account matches.{" "}
          <Button size="sm" onClick={() => url.setFilter({ q: null, state: null })}>
            Show all
          </Button>
        </p>
      )}
      {accounts.length > 0 && (
        <MatrixTable accounts={accounts} rows={rows} columns={columns} selection={selection} />
      )}
    </>
  );
}
