"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Skeleton } from "@/components/ui/notices/skeleton";
import { Sheet } from "@/components/ui/overlays/sheet";
import { toApiError } from "@/lib/api-client/request/api-error";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { webhookQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Trigger } from "@/lib/domain/trigger";
import type { Webhook, WebhookDraft } from "@/lib/domain/webhook";
import type { WebhookOrigin } from "../use-webhooks-url";
import { DiscardDialog } from "./draft/discard-dialog";
import { copyOf, draftOf, newDraft } from "./draft/draft";
import { useLeaveGuard } from "./draft/use-leave-guard";
import { WebhookForm } from "./webhook-form";

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

interface FormSource {
  readonly accountId: string;
  /** Null: a new one. */
  readonly webhookId: string | null;
  readonly origin: Nullable<WebhookOrigin>;
}

interface FormStart {
  /** Null when a new one is created. */
  readonly webhook: Webhook | null;
  /** Null when Kazoo did not show the webhook's settings. */
  readonly initial: WebhookDraft | null;
  readonly triggers: readonly Trigger[];
}

interface WebhookSheetProps extends FormSource {
  readonly onClose: () => void;
}

function FormSkeleton() {
  return (
    <output className="late flex flex-1 flex-col gap-5 p-5" aria-label="Loading the webhook">
      <Skeleton className="w-16" />
      <Skeleton className="h-16! w-full max-w-lg" />
      <Skeleton className="h-16! w-full max-w-lg" />
      <Skeleton className="h-8! w-full max-w-lg" />
    </output>
  );
}

function NoTriggers() {
  return (
    <ProblemNotice
      className="m-5"
      title="This Kazoo has nothing that could fire a webhook."
      requestId={null}
    >
      Its “webhooks” application is not running, or was never started: it tells Kazoo's API what it
      can fire. Start it in Kazoo, then open this form again.
    </ProblemNotice>
  );
}

interface SheetBodyProps extends FormSource {
  readonly onDirty: (dirty: boolean) => void;
  readonly onClose: (saved: boolean) => void;
}

/**
 * What the form starts from, as Kazoo has it now. Read once: whatever becomes of the network or of
 * Kazoo afterwards, the form stays with what is typed.
 */
function useFormStart({ accountId, webhookId, origin }: FormSource) {
  const [start, setStart] = useState<FormStart | null>(null);
  const enabled = start === null;
  const triggers = useQuery({ ...triggersQuery(), enabled });
  const read = webhookId ?? origin.copy ?? null;
  const existing = useQuery({
    ...webhookQuery(accountId, read ?? ""),
    enabled: enabled && read !== null,
    refetchOnMount: "always",
  });
  const known = read === null ? null : existing.data;
  if (enabled && triggers.data && known !== undefined && !existing.isFetching) {
    const items = { triggers: triggers.data.items };
    if (webhookId !== null && known) {
      setStart({ ...items, webhook: known, initial: draftOf(known) });
    } else {
      const initial = known ? copyOf(known, origin.here === true) : newDraft(origin.preset ?? null);
      setStart({ ...items, webhook: null, initial });
    }
  }
  const error = start ? null : (triggers.error ?? existing.error);
  const retry = () => {
    if (triggers.isError) void triggers.refetch();
    if (existing.isError) void existing.refetch();
  };
  const reload = () => {
    setStart(null);
    void existing.refetch();
  };
  return { start, error, retry, reload };
}

function SheetBody({ onDirty, onClose, ...source }: SheetBodyProps) {
  const { start, error, retry, reload } = useFormStart(source);
  if (error) {
    const failure = toApiError(error);
    return (
      <ProblemNotice
        className="m-5"
        title={failure.message}
        requestId={failure.requestId}
        action={
          <Button onClick={retry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        }
      />
    );
  }
  if (!start) return <FormSkeleton />;
  const { initial, ...rest } = start;
  if (start.triggers.length === 0 && !start.webhook) return <NoTriggers />;
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
      accountId={source.accountId}
      initial={initial}
      onDirty={onDirty}
      onClose={onClose}
      onReload={reload}
      {...rest}
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
