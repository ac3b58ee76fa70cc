"use client";

import { Button } from "@/components/ui/controls/button";
import { Dialog, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";

interface DiscardDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onDiscard: () => void;
}

export function DiscardDialog({ open, onOpenChange, onDiscard }: DiscardDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Discard what you changed?"
      description="Nothing of it has been sent to Kazoo."
    >
      <DialogFooter>
        <DialogClose>
          <Button>Go on editing</Button>
        </DialogClose>
        <Button look="danger" onClick={onDiscard}>
          Discard
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
