"use client";

import { toApiError } from "@/lib/api-client/request/api-error";
import type { ReceiverKeyView } from "@/lib/domain/receiver-key";
import { Button } from "../ui/controls/button";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { Dialog, DialogClose, DialogFooter } from "../ui/overlays/dialog";
import { useCreateReceiverKey } from "./use-receiver-key-changes";

interface RotateKeyDialogProps {
  readonly accountId: string;
  readonly receiverKey: ReceiverKeyView;
  readonly onClose: () => void;
}

/** A new key beside the old one: no event is lost while webhooks move from one to the other. */
export function RotateKeyDialog({ accountId, receiverKey, onClose }: RotateKeyDialogProps) {
  const { mutate, isPending, error } = useCreateReceiverKey(accountId, onClose);
  const failure = error && toApiError(error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<>Rotate “{receiverKey.name}”?</>}
      description="A new key of the same name is made beside this one. Both work until you revoke the old one, which then offers to move its webhooks."
    >
      {failure && <ProblemNotice title={failure.message} requestId={failure.requestId} />}
      <DialogFooter>
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button look="primary" busy={isPending} onClick={() => mutate(receiverKey.name)}>
          Make the new key
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
