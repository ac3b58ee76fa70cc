"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { EmptyState } from "@/components/ui/notices/empty-state";
import { Notice } from "@/components/ui/notices/notice";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Skeleton } from "@/components/ui/notices/skeleton";
import type { ApiError } from "@/lib/api-client/request/api-error";
import type { Webhook } from "@/lib/domain/webhook";
import { clockTime } from "@/lib/format/instant";

const skeletonWidths = ["w-48", "w-64", "w-40", "w-56"];

export function WebhookListSkeleton() {
  return (
    <output className="late flex flex-col pt-8" aria-label="Loading webhooks">
      {skeletonWidths.map((width) => (
        <div key={width} className="flex h-12 items-center gap-8 border-line border-b px-4 md:px-6">
          <Skeleton className="w-20" />
          <Skeleton className={width} />
          <Skeleton className="w-80 max-w-full shrink max-md:hidden" />
        </div>
      ))}
    </output>
  );
}

interface WebhookListFailureProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
}

export function WebhookListFailure({ error, onRetry }: WebhookListFailureProps) {
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
        {error.code.startsWith("kazoo_") &&
          "Webhooks are kept by Kazoo, so there is nothing to show meanwhile. Events received earlier can be read."}
      </ProblemNotice>
    </div>
  );
}

export function NoWebhooksYet({ onCreate }: { readonly onCreate: () => void }) {
  return (
    <EmptyState
      title="No webhooks yet"
      action={
        <Button look="primary" onClick={onCreate}>
          Create “User deleted”
        </Button>
      }
    >
      <p>
        A webhook makes Kazoo call a URL whenever something happens in this account: a user is
        deleted, a call ends, a voicemail is left.
      </p>
      <p>
        Point it at Hookline to see each event as it happens and to keep it, or at any other URL
        that Kazoo can reach.
      </p>
    </EmptyState>
  );
}

export function NoWebhookMatches({ onClear }: { readonly onClear: () => void }) {
  return (
    <EmptyState title="No webhook matches" action={<Button onClick={onClear}>Show all</Button>}>
      <p>Search looks at name, URL and trigger.</p>
    </EmptyState>
  );
}

/** Kazoo can't be asked just now: says how old the list is. */
export function StaleListNotice({ error, readAt }: { error: ApiError; readAt: number }) {
  return (
    <Notice
      tone="waiting"
      role="status"
      className="mx-4 mt-3 md:mx-6"
      title={`As of ${clockTime(readAt)}. Newer states are not known.`}
    >
      {error.message}
    </Notice>
  );
}

const bannerButton = "max-md:h-10 max-md:flex-1";

interface AutoDisabledBannerProps {
  readonly webhooks: readonly Webhook[];
  readonly onShow: () => void;
  readonly onReEnable: () => void;
}

/** Kazoo gave up on some: what that means, and that nothing comes back by itself. */
export function AutoDisabledBanner({ webhooks, onShow, onReEnable }: AutoDisabledBannerProps) {
  const [first] = webhooks;
  if (!first) return null;
  const which = webhooks.length === 1 ? `“${first.name}”` : `${webhooks.length} webhooks`;
  return (
    <Notice
      tone="failing"
      role="status"
      className="mx-4 my-3 md:mx-6"
      title={`Kazoo switched ${which} off after too many failed deliveries`}
      action={
        <span className="flex gap-2">
          <Button size="sm" className={bannerButton} onClick={onShow}>
            Show
          </Button>
          <Button size="sm" className={bannerButton} onClick={onReEnable}>
            Re-enable
          </Button>
        </span>
      }
    >
      Six failures within a minute are enough. Nothing is delivered since, and Kazoo does not send
      later what was missed. Make sure the URL answers 200, then re-enable.
    </Notice>
  );
}
