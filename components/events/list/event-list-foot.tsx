"use client";

import { LoaderCircle } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import type { ApiError } from "@/lib/api-client/request/api-error";
import type { EventPage } from "@/lib/domain/event";
import { exactInstant } from "@/lib/format/instant";

interface EventListFootProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => unknown;
    readonly data: { readonly pages: readonly EventPage[] } | undefined;
  };
  readonly error: ApiError | null;
  /** Whether only a part of the account's events is listed. */
  readonly filtered: boolean;
}

/** Why there is nothing older, in words. Nobody should believe an incomplete history. */
function endInWords(filtered: boolean, droppedBefore: number | null): string {
  const end = `No older events ${filtered ? "match" : "are stored"}`;
  if (droppedBefore === null) return end;
  return `${end}. Events before ${exactInstant(droppedBefore)} were dropped to keep within the limits`;
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
        endInWords(filtered, query.data?.pages.at(-1)?.horizon?.droppedBefore ?? null)
      )}
    </div>
  );
}
