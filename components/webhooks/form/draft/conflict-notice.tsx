"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/controls/button";
import { Notice } from "@/components/ui/notices/notice";
import { webhookQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { WebhookDraft } from "@/lib/domain/webhook";
import { changedFields } from "./changed-fields";
import { draftOf } from "./draft";

interface ConflictNoticeProps {
  readonly accountId: string;
  readonly webhookId: string;
  /** As Kazoo had it when the form was opened. */
  readonly read: WebhookDraft;
  readonly mine: WebhookDraft;
  readonly onReload: () => void;
  readonly onSave: () => void;
}

function whatChanged(theirs: readonly string[], both: readonly string[]): string {
  if (theirs.length === 0) return "What the form shows is still as it was.";
  const overwritten =
    both.length > 0
      ? `Saving yours replaces theirs in: ${both.join(", ")}.`
      : "Yours touches none of it, so both can be kept.";
  return `Changed meanwhile: ${theirs.join(", ")}. ${overwritten}`;
}

/** Somebody else changed the webhook while it was edited: what they changed, and the two ways on. */
export function ConflictNotice(props: ConflictNoticeProps) {
  const { accountId, webhookId, read, mine, onReload, onSave } = props;
  const { data } = useQuery({ ...webhookQuery(accountId, webhookId), refetchOnMount: "always" });
  const now = data && draftOf(data);
  const theirs = now ? changedFields(read, now) : [];
  const yours = new Set(changedFields(read, mine));
  const both = theirs.filter((field) => yours.has(field));
  return (
    <Notice
      tone="waiting"
      role="alert"
      title="Somebody else changed this webhook meanwhile"
      action={
        <div className="flex gap-2">
          <Button size="sm" onClick={onReload}>
            Reload
          </Button>
          <Button size="sm" onClick={onSave}>
            Save mine
          </Button>
        </div>
      }
    >
      {now && whatChanged(theirs, both)}
    </Notice>
  );
}
