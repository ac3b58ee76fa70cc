"use client";

import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/controls/button";
import { ButtonLink } from "@/components/ui/controls/button-link";
import { EmptyState } from "@/components/ui/notices/empty-state";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Skeleton } from "@/components/ui/notices/skeleton";
import type { ApiError } from "@/lib/api-client/request/api-error";
import type { PagePath } from "@/lib/format/page-path";
import { EventKindMark } from "../event-kind-mark";

const skeletonWidths = ["w-64", "w-80", "w-52", "w-72", "w-60", "w-44", "w-96", "w-56"];

/** Rows as they will be. */
export function EventListSkeleton() {
  return (
    <output className="late flex flex-col pt-8" aria-label="Loading events">
      {skeletonWidths.map((width) => (
        <div key={width} className="flex h-12 items-center gap-4 px-4 md:h-8 md:px-6">
          <Skeleton className="w-14" />
          <Skeleton className="w-20 max-md:w-4" />
          <Skeleton className={`${width} max-w-full shrink`} />
        </div>
      ))}
    </output>
  );
}

interface EventListFailureProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
}

const meanings: ReadonlyMap<string, string> = new Map([
  ["account_not_found", "This account is not in your tree, or it was removed. Switch to another."],
  [
    "storage_unavailable",
    "What Kazoo sends is being kept on disk. The events appear here by themselves once the database answers again.",
  ],
  ["kazoo_unreachable", "Hookline asks Kazoo who may see this account, and got no answer."],
]);

export function EventListFailure({ error, onRetry }: EventListFailureProps) {
  return (
    <div className="p-4 md:p-6">
      <ProblemNotice
        title={error.message}
        requestId={error.requestId}
        action={
          <Button onClick={onRetry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        }
      >
        {meanings.get(error.code)}
      </ProblemNotice>
    </div>
  );
}

/** What a first event will look like. */
function ExampleRow() {
  return (
    <div
      aria-hidden
      className="mb-2 flex h-8 w-full items-center gap-3 rounded border border-line border-dashed px-3 text-ink-soft text-sm"
    >
      <span className="nums font-mono text-xs">12:04:31</span>
      <EventKindMark kind="object" wordClassName="sr-only" />
      <span className="min-w-0 flex-1 truncate">
        User deleted <span className="text-ink-faint">· caf8d15e</span>
      </span>
      <span className="text-ink-faint text-xs">example</span>
    </div>
  );
}

interface NoEventsYetProps {
  readonly createHref: PagePath;
  readonly whereHref: PagePath;
  /** An active webhook that already posts here, and where it is tested; null where there is none. */
  readonly listening: { readonly name: string; readonly testHref: PagePath } | null;
}

export function NoEventsYet({ createHref, whereHref, listening }: NoEventsYetProps) {
  const where = <ButtonLink href={whereHref}>Where is my event?</ButtonLink>;
  if (listening) {
    return (
      <EmptyState
        picture={<ExampleRow />}
        title="Listening. Nothing has arrived yet"
        action={
          <>
            <ButtonLink look="primary" href={listening.testHref}>
              Test “{listening.name}”
            </ButtonLink>
            {where}
          </>
        }
      >
        <p>
          A webhook of this account posts to Hookline. Its first event appears here by itself,
          within a second of happening in Kazoo.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      picture={<ExampleRow />}
      title="No events yet"
      action={
        <ButtonLink look="primary" href={createHref}>
          Create “User deleted”
        </ButtonLink>
      }
    >
      <p>
        Kazoo posts an event here whenever one of the account's webhooks fires. Create a webhook
        that points to Hookline, and what happens is listed as it happens.
      </p>
    </EmptyState>
  );
}

interface NothingMatchesProps {
  readonly whereHref: PagePath;
  readonly chips: ReactNode;
  readonly onClear: () => void;
}

export function NothingMatches({ chips, onClear, whereHref }: NothingMatchesProps) {
  return (
    <EmptyState
      title="No event matches"
      action={
        <>
          <Button onClick={onClear}>Clear all</Button>
          <ButtonLink href={whereHref}>Where is my event?</ButtonLink>
        </>
      }
    >
      <p>
        Drop a part of the filter to see more. New events that match still appear by themselves.
      </p>
      <div className="flex flex-wrap gap-2">{chips}</div>
    </EmptyState>
  );
}
