"use client";

import { Button } from "@/components/ui/controls/button";
import { ProblemNotice } from "@/components/ui/notices/problem-notice";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";
import { toApiError } from "@/lib/api-client/request/api-error";
import type { Webhook } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";
import { useDeleteWebhook } from "../changes/use-delete-webhook";

interface DeleteWebhookDialogProps {
  readonly accountId: string;
  readonly webhook: Webhook;
  readonly onClose: () => void;
}

export function DeleteWebhookDialog({ accountId, webhook, onClose }: DeleteWebhookDialogProps) {
  const { mutate, isPending, error } = useDeleteWebhook(accountId, onClose);
  const failure = error && toApiError(error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<>Delete “{webhook.name}”?</>}
      description={
        <>
          Kazoo stops calling{" "}
          <span className="break-all font-mono text-xs">{maskReceiverKey(webhook.url)}</span> at
          once.
          {webhook.receivesHere && " Events that were received stay in Hookline."} Undo makes it
          again with the same settings, under a new id.
        </>
      }
    >
      {failure && <ProblemNotice title={failure.message} requestId={failure.requestId} />}
      <DialogFooter>
        <DialogClose>
          <Button>Keep it</Button>
        </DialogClose>
        <Button look="danger" busy={isPending} onClick={() => mutate(webhook)}>
          Delete webhook
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
