"use client";

import { useState } from "react";
import { toApiError } from "@/lib/api-client/request/api-error";
import { Button } from "../ui/controls/button";
import { Field } from "../ui/controls/field";
import { Input } from "../ui/controls/input";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { Dialog, DialogClose, DialogFooter } from "../ui/overlays/dialog";
import { useCreateReceiverKey } from "./use-receiver-key-changes";

interface CreateReceiverKeyDialogProps {
  readonly accountId: string;
  readonly onClose: () => void;
}

const longestName = 64;

/** A further key under a name of its own, so that it can be revoked without the others. */
export function CreateReceiverKeyDialog({ accountId, onClose }: CreateReceiverKeyDialogProps) {
  const [name, setName] = useState("");
  const { mutate, isPending, error } = useCreateReceiverKey(accountId, onClose);
  const failure = error && toApiError(error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Create a receiver key"
      description="Each key is a URL of its own for this account's events. Revoking one leaves the others."
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") mutate(name.trim());
        }}
      >
        <Field label="Name" hint="Who uses it, or what for." error={failure?.fields.name}>
          {(field) => (
            <Input
              {...field}
              autoFocus
              maxLength={longestName}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {failure && !failure.fields.name && (
          <ProblemNotice title={failure.message} requestId={failure.requestId} />
        )}
        <DialogFooter>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" look="primary" busy={isPending} disabled={name.trim() === ""}>
            Create key
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
