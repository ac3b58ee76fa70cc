"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Power, RotateCw } from "lucide-react";
import { useMemo, useState } from "react";
import { accountWebhooksQuery } from "@/lib/api-client/accounts/account-webhooks-query";
import { toApiError } from "@/lib/api-client/request/api-error";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { clockTime } from "@/lib/format/instant";
import { lazyPart } from "../../ui/behaviour/lazy-part";
import { Button } from "../../ui/controls/button";
import { ProblemNotice } from "../../ui/notices/problem-notice";
import { CellBar, type Planned } from "./cell-bar";
import { matrixColumns } from "./matrix-columns";
import { shownAccounts } from "./matrix-filter";
import { MatrixFilterBar } from "./matrix-filter-bar";
import { MatrixTable } from "./matrix-table";
import { reEnableFailing } from "./plan-changes";
import { ReadingProgress } from "./reading-progress";
import { useCellSelection } from "./use-cell-selection";
import { useMatrixUrl } from "./use-matrix-url";

const ChangeDialog = lazyPart(() => import("./change-dialog").then((part) => part.ChangeDialog));

const noRows = new Map<string, never>();

/** The account and all below it: which webhooks they have on which trigger, the worst first. */
export function MatrixScreen({ accountId }: { readonly accountId: string }) {
  const query = accountWebhooksQuery(accountId);
  const { data, error, isFetching, refetch } = useQuery(query);
  const client = useQueryClient();
  /** The server has forgotten the accounts that were changed, and only those. */
  const readChanged = () => {
    client.setQueryData(query.queryKey, (known) => known && { ...known, readAt: null });
    return refetch();
  };
  const url = useMatrixUrl();
  const triggers = useQuery(triggersQuery()).data?.items;
  const names = useMemo(() => new Map(triggers?.map(({ id, name }) => [id, name])), [triggers]);
  const [planned, setPlanned] = useState<Planned | null>(null);
  const rows = data?.rows ?? noRows;
  const columns = useMemo(() => matrixColumns(rows.values(), names), [rows, names]);
  const accounts = useMemo(
    () => shownAccounts(data?.accounts ?? [], rows, url.filter),
    [data?.accounts, rows, url.filter],
  );
  const selection = useCellSelection(accounts, columns);
  const cells = accounts.flatMap((account) =>
    columns
      .filter(({ key }) => selection.keys.has(selection.keyOf(account.id, key)))
      .map((column) => ({ account, row: rows.get(account.id), column })),
  );
  const failing = reEnableFailing(accounts, rows);
  const total = data?.accounts.length ?? 0;
  const problem = error ? toApiError(error) : null;
  const why = problem?.message ?? data?.failure ?? null;
  const shown = accounts.length === total ? "" : `${accounts.length} of `;
  return (
    <>
      <MatrixFilterBar {...url} count={`${shown}${total} ${total === 1 ? "account" : "accounts"}`}>
        {failing.length > 0 && (
          <Button onClick={() => setPlanned({ verb: "Re-enable", changes: failing })}>
            <Power aria-hidden />
            Re-enable all failing ({failing.length})
          </Button>
        )}
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
      {cells.length > 0 && (
        <CellBar
          cells={cells}
          triggers={triggers ?? []}
          onPlan={setPlanned}
          onClear={() => selection.setAll(false)}
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
      {planned && (
        <ChangeDialog
          accountId={accountId}
          verb={planned.verb}
          planned={planned.changes}
          onClose={(changed) => {
            setPlanned(null);
            if (changed) void readChanged();
          }}
        />
      )}
    </>
  );
}
