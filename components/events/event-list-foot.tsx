"use client";

import { LoaderCircle } from "lucide-react";
import type { ApiError } from "@/lib/api-client/api-error";
import { Button } from "../ui/button";

interface EventListFootProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => unknown;
  };
  readonly error: ApiError | null;
  /** Whether only a part of the account's events is listed. */
  readonly filtered: boolean;
}

/** What stands below the oldest row that was read. */
export function EventListFoot({ query, error, filtered }: EventListFootProps) {
  return (
    <div className="flex h-full items-center justify-center gap-3 px-4 text-ink-faint text-xs">
      {query.isFetchNextPageError && error ? (
        <>
          <span className="text-failing">{error.message}</span>
          <Button size="sm" onClick={() => query.fetchNextPage()}>
            Try again
          </Button>
        </>
      ) : query.hasNextPage ? (
        <LoaderCircle
          className="size-4 motion-safe:animate-spin"
          aria-label="Loading older events"
        />
      ) : (
        `No older events ${filtered ? "match" : "are stored"}`
      )}
    </div>
  );
}
