"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { callRanges, callsQuery } from "@/lib/api-client/calls/call-queries";
import { toApiError } from "@/lib/api-client/request/api-error";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { useHotkeys } from "../ui/behaviour/use-hotkeys";
import { Button } from "../ui/controls/button";
import { Segmented } from "../ui/controls/segmented";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { CallList } from "./call-list";
import { focusCall, focusedCallId } from "./call-row";
import { CallListSkeleton, NoCalls } from "./list-states";
import { useCallsUrl } from "./use-calls-url";

const CallSheet = lazyPart(() => import("./call-sheet").then((part) => part.CallSheet));

const rangeNames = { "1h": "Last hour", "24h": "24 hours", "7d": "7 days" } as const;
const ranges = callRanges.map((value) => ({ value, label: rangeNames[value] }));

/** Calls over all their legs: those in progress first, then those that began last. */
export function CallsScreen({ accountId }: { readonly accountId: string }) {
  const url = useCallsUrl();
  const query = useInfiniteQuery(callsQuery(accountId, url.range));
  const { data, error, isPending } = query;
  const failure = error && toApiError(error);
  const inProgress = data?.pages[0]?.inProgress ?? [];
  const calls = data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = [...inProgress, ...calls];
  const step = (by: 1 | -1) => {
    const current = url.callId ?? focusedCallId();
    const index = shown.findIndex((call) => current !== null && call.callIds.includes(current));
    const target = shown[index === -1 ? 0 : index + by];
    if (!target) return;
    if (url.callId === null) focusCall(target.id);
    else url.open(target.id);
  };
  useHotkeys({ "next-call": () => step(1), "previous-call": () => step(-1) });
  return (
    <div className="flex min-h-0 flex-1 flex-col short:flex-none">
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-line border-b px-4 py-2 md:px-6">
        <Segmented
          label="When calls began"
          value={url.range}
          options={ranges}
          onValueChange={url.setRange}
          className="max-md:w-full"
        />
      </div>
      <section
        aria-label="Calls"
        className="min-h-0 flex-1 overflow-y-auto short:flex-none short:overflow-visible"
      >
        {isPending && <CallListSkeleton />}
        {failure && (
          <div className="p-4 md:p-6">
            <ProblemNotice
              title={failure.message}
              requestId={failure.requestId}
              action={
                <Button onClick={() => void query.refetch()}>
                  <RotateCw aria-hidden />
                  Try again
                </Button>
              }
            />
          </div>
        )}
        {data && shown.length === 0 && <NoCalls accountId={accountId} />}
        {inProgress.length > 0 && (
          <CallList name="In progress" calls={inProgress} onOpen={url.open} />
        )}
        {calls.length > 0 && <CallList name="Earlier" calls={calls} onOpen={url.open} />}
        {query.hasNextPage && (
          <div className="px-4 py-4 md:px-6">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Load more
            </Button>
          </div>
        )}
      </section>
      {url.callId && (
        <CallSheet accountId={accountId} callId={url.callId} onStep={step} onClose={url.close} />
      )}
    </div>
  );
}
