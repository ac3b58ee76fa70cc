"use client";

import { toApiError } from "@/lib/api-client/request/api-error";
import type { ReceiverKeyView } from "@/lib/domain/receiver-key";
import type { Webhook } from "@/lib/domain/webhook";
import { maskReceiverKey } from "@/lib/format/receiver-url";
import { Button } from "../ui/controls/button";
import { Notice } from "../ui/notices/notice";
import { ProblemNotice } from "../ui/notices/problem-notice";
import { Dialog, DialogClose, DialogFooter } from "../ui/overlays/dialog";
import { useMoveWebhooks, useRevokeReceiverKey } from "./use-receiver-key-changes";

interface RevokeKeyDialogProps {
  readonly accountId: string;
  readonly receiverKey: ReceiverKeyView;
  /** Those that still post under the key; null while Kazoo can't tell. */
  readonly webhooks: readonly Webhook[] | null;
  /** The key they could use instead; null when there is no other. */
  readonly other: ReceiverKeyView | null;
  readonly onClose: () => void;
}

function StillInUse(props: Pick<RevokeKeyDialogProps, "accountId" | "webhooks" | "other">) {
  const { accountId, webhooks, other } = props;
  const move = useMoveWebhooks(accountId);
  const failure = move.error && toApiError(move.error);
  if (webhooks === null) {
    return (
      <Notice tone="waiting" title="Kazoo can't tell just now which webhooks use this key.">
        Those that do will fail, and Kazoo switches them off.
      </Notice>
    );
  }
  if (webhooks.length === 0) {
    return <Notice title="No webhook of this account uses it." />;
  }
  return (
    <>
      <Notice
        tone="failing"
        title={
          webhooks.length === 1
            ? "A webhook still uses this key"
            : `${webhooks.length} webhooks still use this key`
        }
        action={
          other && (
            <Button
              size="sm"
              busy={move.isPending}
              onClick={() => move.mutate({ webhooks, to: other })}
            >
              Move to “{other.name}” {maskReceiverKey(other.url).slice(-4)}
            </Button>
          )
        }
      >
        <ul className="list-disc pl-4">
          {webhooks.map(({ id, name }) => (
            <li key={id}>{name}</li>
          ))}
        </ul>
        Kazoo would be answered 404, lose their events, and switch them off after six.
      </Notice>
      {failure && <ProblemNotice title={failure.message} requestId={failure.requestId} />}
    </>
  );
}

/** Revoking loses events while webhooks still use the key, so it names them first. */
export function RevokeKeyDialog(props: RevokeKeyDialogProps) {
  const { accountId, receiverKey, onClose } = props;
  const { mutate, isPending, error } = useRevokeReceiverKey(accountId, onClose);
  const failure = error && toApiError(error);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={<>Revoke “{receiverKey.name}”?</>}
      description={
        <>
          What is posted to{" "}
          <span className="break-all font-mono text-xs">{maskReceiverKey(receiverKey.url)}</span> is
          answered 404 from now on. Events that were received stay. This can't be undone.
        </>
      }
    >
      <StillInUse {...props} />
      {failure && <ProblemNotice title={failure.message} requestId={failure.requestId} />}
      <DialogFooter>
        <DialogClose>
          <Button>Keep it</Button>
        </DialogClose>
        <Button look="danger" busy={isPending} onClick={() => mutate(receiverKey)}>
          Revoke key
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
