"use client";

import { CircleAlert } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { Skeleton } from "@/components/ui/notices/skeleton";
import type { ApiError } from "@/lib/api-client/request/api-error";
import { clockTime } from "@/lib/format/instant";

const skeletonBars = [
  "h-1/3!",
  "h-1/2!",
  "h-2/5!",
  "h-3/4!",
  "h-1/4!",
  "h-3/5!",
  "h-2/3!",
  "h-1/5!",
];

/** Bars as they will be. */
export function HistogramSkeleton() {
  return (
    <output
      aria-label="Counting events over time"
      className="late flex h-full items-end gap-1 border-line border-b"
    >
      {skeletonBars.map((height) => (
        <Skeleton key={height} className={`flex-1 rounded-none! ${height}`} />
      ))}
    </output>
  );
}

interface RetryProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
}

/** The list below works on: only the counts are missing. */
export function HistogramFailure({ error, onRetry }: RetryProps) {
  return (
    <div
      role="alert"
      className="flex h-full items-center gap-2 border-line border-b text-ink-soft text-xs"
    >
      <CircleAlert className="size-4 shrink-0 text-failing" aria-hidden />
      <span className="min-w-0 truncate">Not counted: {error.message}</span>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** Counts that could not be renewed stay, with the time they are from. */
export function OldCountsNote({ readAt, onRetry }: { readAt: number; onRetry: () => void }) {
  return (
    <span role="status" className="flex min-w-0 items-center gap-1.5 text-failing">
      <CircleAlert className="size-3.5 shrink-0" aria-hidden />
      <span className="truncate">As of {clockTime(readAt)}</span>
      <Button size="sm" look="quiet" className="h-6!" onClick={onRetry}>
        Count again
      </Button>
    </span>
  );
}
