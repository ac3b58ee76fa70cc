"use client";

import { toApiError } from "@/lib/api-client/request/api-error";
import type { NotStored } from "@/lib/domain/not-stored";
import { deliveriesInWords } from "@/lib/format/count";
import { Button } from "../ui/controls/button";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { Dialog, DialogClose, DialogFooter } from "../ui/overlays/dialog";
import { useAcknowledgeNotStored } from "./use-acknowledge-not-stored";

interface AcknowledgeDialogProps {
  readonly accountId: string;
  /** As it was when somebody asked: what comes to it from then on is told all the same. */
  readonly seen: NotStored;
  readonly onClose: () => void;
}

/** Asks before the only sign on screen of deliveries that were not stored is taken away. */
export function AcknowledgeDialog({ accountId, seen, onClose }: AcknowledgeDialogProps) {
  const { mutate, isPending, error } = useAcknowledgeNotStored(accountId, onClose);
  const failure = error && toApiError(error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Acknowledge ${deliveriesInWords(seen.count)} not stored?`}
      description={`The notice goes away for everybody with access to this account. ${
        seen.count === 1 ? "The delivery stays" : "The deliveries stay"
      } missing; Hookline's log keeps how many there were, and who acknowledged.`}
    >
      {failure && <ProblemNotice title={failure.message} requestId={failure.requestId} />}
      <DialogFooter>
        <DialogClose>
          <Button>Keep the notice</Button>
        </DialogClose>
        <Button look="primary" busy={isPending} onClick={() => mutate(seen)}>
          Acknowledge
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
