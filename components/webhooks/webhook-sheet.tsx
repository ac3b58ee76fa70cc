"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw, X } from "lucide-react";
import { useState } from "react";
import { toApiError } from "@/lib/api-client/api-error";
import { triggersQuery } from "@/lib/api-client/trigger-queries";
import { webhookQuery } from "@/lib/api-client/webhook-queries";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { ProblemNotice } from "../ui/problem-notice";
import { Sheet } from "../ui/sheet";
import { Skeleton } from "../ui/skeleton";
import { DiscardDialog } from "./discard-dialog";
import { draftOf, newDraft } from "./draft";
import { useLeaveGuard } from "./use-leave-guard";
import { WebhookForm } from "./webhook-form";

interface WebhookSheetProps {
  readonly accountId: string;
  /** Null: a new one. */
  readonly webhookId: string | null;
  readonly presetId: string | null;
  readonly onClose: () => void;
}

function FormSkeleton() {
  return (
    <output className="late flex flex-1 flex-col gap-5 p-5" aria-label="Loading the webhook">
      <Skeleton className="w-16" />
      <Skeleton className="h-16 w-full max-w-lg" />
      <Skeleton className="h-16 w-full max-w-lg" />
      <Skeleton className="h-8 w-full max-w-lg" />
    </output>
  );
}

type SheetBodyProps = Omit<WebhookSheetProps, "onClose"> & {
  readonly onDirty: (dirty: boolean) => void;
  readonly onClose: (saved: boolean) => void;
};

function SheetBody({ accountId, webhookId, presetId, onDirty, onClose }: SheetBodyProps) {
  const triggers = useQuery(triggersQuery());
  const existing = useQuery({
    ...webhookQuery(accountId, webhookId ?? ""),
    enabled: webhookId !== null,
    refetchOnMount: "always",
  });
  const error = triggers.error ?? existing.error;
  if (error) {
    const failure = toApiError(error);
    return (
      <ProblemNotice
        className="m-5"
        title={failure.message}
        requestId={failure.requestId}
        action={
          <Button
            onClick={() => {
              if (triggers.isError) void triggers.refetch();
              if (existing.isError) void existing.refetch();
            }}
          >
            <RotateCw aria-hidden />
            Try again
          </Button>
        }
      />
    );
  }
  // What was cached may be old: a form must start from what Kazoo has now.
  const loading = webhookId !== null && (!existing.data || existing.isFetching);
  if (!triggers.data || loading) return <FormSkeleton />;
  const webhook = existing.data ?? null;
  const initial = webhook ? draftOf(webhook) : newDraft(presetId);
  if (!initial) {
    return (
      <ProblemNotice
        className="m-5"
        title="Kazoo lists this webhook but did not show its settings, so it can't be edited now."
        requestId={null}
      />
    );
  }
  return (
    <WebhookForm
      accountId={accountId}
      webhook={webhook}
      initial={initial}
      triggers={triggers.data.items}
      onDirty={onDirty}
      onClose={onClose}
    />
  );
}

/** Creates or edits a webhook beside the list. */
export function WebhookSheet({ onClose, ...body }: WebhookSheetProps) {
  const [dirty, setDirty] = useState(false);
  // What to do once the operator says that the changes may go.
  const [leave, setLeave] = useState<(() => void) | null>(null);
  useLeaveGuard(dirty, (goOn) => setLeave(() => goOn));
  const title = body.webhookId === null ? "Create webhook" : "Edit webhook";
  const close = (saved: boolean) => {
    if (dirty && !saved) setLeave(() => onClose);
    else onClose();
  };
  return (
    <Sheet typing label={title} onClose={() => close(false)} className="lg:w-[960px] md:w-[640px]">
      <div className="flex h-14 shrink-0 items-center border-line border-b pr-3 pl-5">
        <span aria-hidden className="flex-1 font-semibold text-base">
          {title}
        </span>
        <IconButton label="Close" hint="Esc" onClick={() => close(false)}>
          <X aria-hidden />
        </IconButton>
      </div>
      <SheetBody {...body} onDirty={setDirty} onClose={close} />
      <DiscardDialog
        open={leave !== null}
        onOpenChange={(open) => !open && setLeave(null)}
        onDiscard={() => {
          setLeave(null);
          leave?.();
        }}
      />
    </Sheet>
  );
}
