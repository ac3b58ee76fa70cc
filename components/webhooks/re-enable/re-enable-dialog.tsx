"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";
import { toApiError } from "@/lib/api-client/request/api-error";
import { reEnableWebhooks } from "@/lib/api-client/webhooks/re-enable-webhooks";
import { webhookHealthQuery } from "@/lib/api-client/webhooks/webhook-health-query";
import type { ReEnableCheck } from "@/lib/domain/re-enable";
import type { Webhook } from "@/lib/domain/webhook";
import { usualFailureLimits } from "@/lib/domain/webhook-health";
import { duration } from "@/lib/format/duration";
import { useRefreshWebhooks } from "../changes/use-refresh-webhooks";
import { TargetAnswers } from "./target-answers";

interface ReEnableDialogProps {
  readonly accountId: string;
  /** All of them off. */
  readonly webhooks: readonly Webhook[];
  readonly onClose: () => void;
}

function useTargets(accountId: string, webhookIds: readonly string[], check: ReEnableCheck) {
  return useQuery({
    queryKey: ["account", accountId, "re-enable", check, webhookIds],
    queryFn: () =>
      reEnableWebhooks(accountId, { webhookIds: [...webhookIds], check, dryRun: true }),
    // What a URL answered a while ago says nothing.
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
}

/** Says what the URLs answer before Kazoo calls them again, then switches the webhooks on. */
export function ReEnableDialog({ accountId, webhooks, onClose }: ReEnableDialogProps) {
  const ids = webhooks.map(({ id }) => id);
  const [asksOthers, setAsksOthers] = useState(false);
  const check = asksOthers ? "all" : "own";
  const targets = useTargets(accountId, ids, check);
  const refresh = useRefreshWebhooks(accountId);
  const limits = useQuery(webhookHealthQuery(accountId)).data?.limits ?? usualFailureLimits;
  const switching = useMutation({
    mutationFn: (chosen: ReEnableCheck) =>
      reEnableWebhooks(accountId, { webhookIds: ids, check: chosen, dryRun: false }),
    onSuccess: async (results) => {
      await refresh();
      if (results.every(({ outcome }) => outcome === "re-enabled")) onClose();
    },
  });
  const error = targets.error ?? switching.error;
  const failure = error && toApiError(error);
  const results = switching.data ?? targets.data;
  const refused = results?.some(({ outcome }) => outcome === "refused") ?? false;
  const [first] = webhooks;
  const which = webhooks.length === 1 && first ? `“${first.name}”` : `${webhooks.length} webhooks`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<>Re-enable {which}?</>}
      description={`Kazoo calls the URL again and counts failed attempts from zero: ${limits.count} within ${duration(limits.windowMs / 1000)}, and it is off again. What was missed is not sent later.`}
    >
      <TargetAnswers
        webhooks={webhooks}
        results={results}
        asksOthers={asksOthers}
        onAskOthers={setAsksOthers}
      />
      {failure && <ProblemNotice title={failure.message} requestId={failure.requestId} />}
      <DialogFooter>
        <DialogClose>
          <Button>Leave off</Button>
        </DialogClose>
        {refused && (
          <Button busy={switching.isPending} onClick={() => switching.mutate("none")}>
            Re-enable anyway
          </Button>
        )}
        <Button
          look="primary"
          busy={switching.isPending || targets.isFetching}
          disabled={refused && webhooks.length === 1}
          onClick={() => switching.mutate(check)}
        >
          {targets.isFetching ? "Asking the URL" : "Re-enable"}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
