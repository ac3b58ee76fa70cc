"use client";

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import type { ApiError } from "@/lib/api-client/request/api-error";
import { Button } from "../ui/controls/button";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { Skeleton } from "../ui/notices/skeleton";

const rows = ["w-40", "w-56", "w-32", "w-48", "w-44", "w-36"];

export function ListSkeleton({ label }: { readonly label: string }) {
  return (
    <output className="late flex flex-col" aria-label={label}>
      {rows.map((width) => (
        <div key={width} className="flex h-10 items-center gap-8 border-line border-b px-4 md:px-6">
          <Skeleton className="w-20" />
          <Skeleton className={width} />
        </div>
      ))}
    </output>
  );
}

const kazooAway = new Set(["kazoo_unreachable", "kazoo_timeout", "kazoo_busy"]);

function whatItMeans(code: string): string | null {
  if (kazooAway.has(code)) {
    return "What became of deliveries is in Kazoo's record. Events that are stored here are still under Events.";
  }
  if (code === "kazoo_forbidden") {
    return "Who may see the account's webhooks in Kazoo may see this too.";
  }
  return null;
}

interface ListProblemProps {
  readonly failure: ApiError;
  readonly onRetry: () => void;
}

export function ListProblem({ failure, onRetry }: ListProblemProps) {
  return (
    <div className="p-4 md:p-6">
      <ProblemNotice
        title={failure.message}
        requestId={failure.requestId}
        action={
          <Button onClick={onRetry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        }
      >
        {whatItMeans(failure.code)}
      </ProblemNotice>
    </div>
  );
}

interface ListFootProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => unknown;
  };
  readonly failure: ApiError | null;
  readonly children: ReactNode;
}

/** More, or what has to be known of the end of a list. */
export function ListFoot({ query, failure, children }: ListFootProps) {
  return (
    <div className="flex flex-col items-start gap-2 px-4 py-4 text-ink-faint text-xs md:px-6">
      {query.isFetchNextPageError && failure && (
        <span className="text-failing">{failure.message}</span>
      )}
      {query.hasNextPage && (
        <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Load more
        </Button>
      )}
      {children}
    </div>
  );
}
