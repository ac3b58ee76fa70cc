"use client";

import { Button } from "@/components/ui/controls/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";
import type { Webhook } from "@/lib/domain/webhook";
import { targetOf } from "./filter/filter-webhooks";

interface ElsewhereDialogProps {
  readonly webhook: Webhook;
  readonly onAlsoHere: () => void;
  readonly onClose: () => void;
}

/** Why there are no events of a webhook that posts elsewhere, and how to see them. */
export function ElsewhereDialog({ webhook, onAlsoHere, onClose }: ElsewhereDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<>Hookline does not see what “{webhook.name}” sends</>}
      description={
        <>
          Kazoo posts it straight to{" "}
          <span className="break-all font-mono text-xs">{targetOf(webhook)}</span>. A second webhook
          with the same trigger can send the same events to Hookline as well; the first one stays as
          it is.
        </>
      }
    >
      <DialogFooter>
        <DialogClose>
          <Button>Close</Button>
        </DialogClose>
        <Button look="primary" onClick={onAlsoHere}>
          Also receive here
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
