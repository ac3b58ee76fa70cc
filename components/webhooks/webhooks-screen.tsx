"use client";

import { useQuery } from "@tanstack/react-query";
import { toApiError } from "@/lib/api-client/request/api-error";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import { lazyPart } from "../ui/behaviour/lazy-part";
import { WebhookList } from "./list/webhook-list";
import {
  StaleListNotice,
  WebhookListFailure,
  WebhookListSkeleton,
} from "./list/webhook-list-states";
import { newWebhook, useOpenWebhook, useTestedWebhook, useWhereUrl } from "./use-webhooks-url";

const WebhookSheet = lazyPart(() =>
  import("./form/webhook-sheet").then((part) => part.WebhookSheet),
);

const TestDialog = lazyPart(() =>
  import("./test-fire/test-dialog").then((part) => part.TestDialog),
);

const WhereDialog = lazyPart(() => import("./where/where-dialog").then((part) => part.WhereDialog));

/** The account's webhooks, and the sheet that creates and edits them. */
export function WebhooksScreen({ accountId }: { readonly accountId: string }) {
  const { data, dataUpdatedAt, error, isPending, refetch } = useQuery(webhooksQuery(accountId));
  const { webhook, origin, close } = useOpenWebhook();
  const { testedId, openTest } = useTestedWebhook();
  const tested = testedId !== null && data?.items.find(({ id }) => id === testedId);
  const where = useWhereUrl();
  return (
    <>
      {isPending && <WebhookListSkeleton />}
      {error && !data && (
        <WebhookListFailure error={toApiError(error)} onRetry={() => void refetch()} />
      )}
      {error && data && <StaleListNotice error={toApiError(error)} readAt={dataUpdatedAt} />}
      {data && (
        <WebhookList accountId={accountId} webhooks={data.items} switchedOff={data.switchedOff} />
      )}
      {tested && (
        <TestDialog accountId={accountId} webhook={tested} onClose={() => openTest(null)} />
      )}
      {webhook !== null && (
        <WebhookSheet
          key={webhook}
          accountId={accountId}
          webhookId={webhook === newWebhook ? null : webhook}
          origin={origin}
          onClose={close}
        />
      )}
      {where.isOpen && data && (
        <WhereDialog
          accountId={accountId}
          webhooks={data.items}
          webhookId={where.webhookId}
          page={where.page}
          onClose={where.close}
        />
      )}
    </>
  );
}
