"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ledgerQuery } from "@/lib/api-client/deliveries/delivery-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import type { LedgerRow } from "@/lib/domain/ledger";
import { attemptsAreFailures } from "@/lib/format/attempt-words";
import { MissingNotice } from "../recovery/missing-notice";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { Button } from "../ui/controls/button";
import { EmptyState } from "../ui/notices/empty-state";
import { Notice } from "../ui/notices/notice";
import { AsOf } from "./as-of";
import { sumOutcomes, totalOutcomes } from "./ledger-bars";
import { LedgerPlot } from "./ledger-plot";
import { LedgerTable } from "./ledger-table";
import { ListFoot, ListProblem, ListSkeleton } from "./list-states";
import { OutcomeChips } from "./outcome-chips";
import type { DeliveriesUrl } from "./use-deliveries-url";

const RecoverDialog = lazyPart(() =>
  import("../recovery/recover-dialog").then((part) => part.RecoverDialog),
);

const aroundMs = 120_000;

interface LedgerViewProps {
  readonly accountId: string;
  readonly url: DeliveriesUrl;
  readonly names: ReadonlyMap<string, string>;
}

function NothingHere({ url }: { readonly url: DeliveriesUrl }) {
  if (url.outcome) {
    return (
      <EmptyState
        title="No delivery ended like this"
        action={<Button onClick={() => url.show({ outcome: null })}>Show all</Button>}
      >
        Not in this range, at least.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No delivery in this range">
      Kazoo logs no failed try, and nothing arrived here. Either nothing happened, or no webhook is
      on that would have told.
    </EmptyState>
  );
}

/** Deliveries with both ends joined: how many had which outcome, and each by itself. */
export function LedgerView({ accountId, url, names }: LedgerViewProps) {
  const query = useInfiniteQuery(ledgerQuery(accountId, url.filter, url.outcome));
  const [recovering, setRecovering] = useState(false);
  const { data, error, isPending } = query;
  const first = data?.pages[0];
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const counts = first?.counts ?? null;
  const sums = useMemo(() => counts && sumOutcomes(counts), [counts]);
  const failure = error && toApiError(error);
  const range = first && { webhookId: url.filter.webhookId, ...first.span };
  const openAttempts = (row: LedgerRow) =>
    url.stepInto({
      view: "attempts",
      webhookId: row.webhookId,
      result: null,
      from: row.at - aroundMs,
      to: (row.attempts?.lastAt ?? row.at) + aroundMs,
    });
  const isMissing = sums !== null && sums.missing > 0;
  return (
    <>
      <div className="flex flex-col gap-3 px-4 py-3 md:px-6">
        {range && isMissing && (
          <MissingNotice
            accountId={accountId}
            range={range}
            onRecover={() => setRecovering(true)}
          />
        )}
        <div className="flex flex-wrap items-center gap-2">
          <OutcomeChips
            counts={sums}
            chosen={url.outcome}
            onChoose={(outcome) => url.show({ outcome })}
          />
          <span className="flex-1" />
          {data && <AsOf query={query} />}
          {isMissing && <Button onClick={() => setRecovering(true)}>Recover…</Button>}
        </div>
        {counts && first && sums && totalOutcomes(sums) > 0 && (
          <LedgerPlot counts={counts} span={first.span} />
        )}
        {data?.pages.some((page) => !page.attemptsComplete) && (
          <Notice tone="waiting" title="Kazoo logs more failed tries than are read at once">
            Older rows may lack some. Choose a shorter range or one webhook.
          </Notice>
        )}
      </div>
      {isPending && <ListSkeleton label="Loading deliveries" />}
      {failure && !data && <ListProblem failure={failure} onRetry={() => void query.refetch()} />}
      {data && rows.length === 0 && <NothingHere url={url} />}
      {rows.length > 0 && (
        <LedgerTable accountId={accountId} rows={rows} names={names} onAttempts={openAttempts} />
      )}
      {data && (
        <ListFoot query={query} failure={failure}>
          <p className="max-w-2xl">
            {attemptsAreFailures} So “Arrived” means that the event is stored here, and that Kazoo
            logs no failure of it.
          </p>
        </ListFoot>
      )}
      {recovering && range && (
        <RecoverDialog
          accountId={accountId}
          range={range}
          webhookName={range.webhookId && (names.get(range.webhookId) ?? range.webhookId)}
          onClose={() => setRecovering(false)}
        />
      )}
    </>
  );
}
