import { ButtonLink } from "@/components/ui/controls/button-link";
import { EmptyState } from "@/components/ui/notices/empty-state";
import { pagePath } from "@/lib/format/page-path";

interface WebhookMissingProps {
  readonly accountId: string;
  readonly webhookId: string;
}

/** Kazoo's list has no such webhook: what it delivered is still here. */
export function WebhookMissing({ accountId, webhookId }: WebhookMissingProps) {
  return (
    <EmptyState
      title="This account has no such webhook"
      action={
        <>
          <ButtonLink look="primary" href={pagePath(accountId, "webhooks")}>
            All webhooks
          </ButtonLink>
          <ButtonLink href={pagePath(accountId, "events", { webhookId })}>Its events</ButtonLink>
        </>
      }
    >
      <p>It may have been deleted, or belong to another account. Events that it brought stay.</p>
    </EmptyState>
  );
}
