"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { attemptsQuery } from "@/lib/api-client/deliveries/delivery-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import { attemptsAreFailures } from "@/lib/format/attempt-words";
import { shortId } from "@/lib/format/short-id";
import { AttemptTable } from "../attempts/attempt-table";
import { useOpenedAttempt } from "../attempts/use-opened-attempt";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { Button } from "../ui/controls/button";
import { EmptyState } from "../ui/notices/empty-state";
import { AsOf } from "./as-of";
import { ListFoot, ListProblem, ListSkeleton } from "./list-states";
import type { DeliveriesUrl } from "./use-deliveries-url";

const AttemptSheet = lazyPart(() =>
  import("../attempts/attempt-sheet").then((part) => part.AttemptSheet),
);

interface AttemptsViewProps {
  readonly accountId: string;
  readonly url: DeliveriesUrl;
  readonly names: ReadonlyMap<string, string>;
}

function NothingHere({ url }: { readonly url: DeliveriesUrl }) {
  if (url.result === "success") {
    return (
      <EmptyState
        title="No successful try is logged"
        action={<Button onClick={() => url.show({ result: null })}>Any result</Button>}
      >
        {attemptsAreFailures}
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No failed try in this range">
      That is good news: Kazoo logs a try when it fails. {attemptsAreFailures}
    </EmptyState>
  );
}

/** Kazoo's record of its tries, and each as it was sent and answered. */
export function AttemptsView({ accountId, url, names }: AttemptsViewProps) {
  const query = useInfiniteQuery(attemptsQuery(accountId, url.filter, url.result));
  const { data, error, isPending } = query;
  const attempts = data?.pages.flatMap(({ items }) => items) ?? [];
  const { opened, open, close } = useOpenedAttempt(attempts);
  const failure = error && toApiError(error);
  const nameOf = (webhookId: string) => names.get(webhookId) ?? shortId(webhookId);
  return (
    <>
      {data && (
        <div className="flex justify-end px-4 pt-2 md:px-6">
          <AsOf query={query} />
        </div>
      )}
      {isPending && <ListSkeleton label="Loading attempts" />}
      {failure && !data && <ListProblem failure={failure} onRetry={() => void query.refetch()} />}
      {data && attempts.length === 0 && <NothingHere url={url} />}
      {attempts.length > 0 && (
        <AttemptTable accountId={accountId} attempts={attempts} nameOf={nameOf} onOpen={open} />
      )}
      {attempts.length > 0 && (
        <ListFoot query={query} failure={failure}>
          <p className="max-w-2xl">{attemptsAreFailures}</p>
        </ListFoot>
      )}
      {opened && (
        <AttemptSheet
          accountId={accountId}
          attempt={opened}
          webhookName={nameOf(opened.webhookId)}
          onClose={close}
        />
      )}
    </>
  );
}
