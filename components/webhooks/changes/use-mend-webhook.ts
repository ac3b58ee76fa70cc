"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toApiError } from "@/lib/api-client/request/api-error";
import { patchWebhook, webhookDetailQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import type { Finding } from "@/lib/lint/lint-subject";
import { toast } from "../../ui/overlays/toast";
import { useRefreshWebhooks } from "./use-refresh-webhooks";

interface Mending {
  readonly webhook: Webhook;
  readonly fix: NonNullable<Finding["fix"]>;
}

/** Changes what a finding says mends it. */
export function useMendWebhook(accountId: string) {
  const client = useQueryClient();
  const refresh = useRefreshWebhooks(accountId);
  const { mutate } = useMutation({
    mutationFn: ({ webhook, fix }: Mending) => patchWebhook(accountId, webhook.id, fix.patch),
    onSuccess: async (mended, { fix }) => {
      client.setQueryData(webhookDetailQuery(accountId, mended).queryKey, mended.detail);
      await refresh();
      toast(`${fix.words}: “${mended.name}” is changed`);
    },
    onError: (error, { webhook }) => {
      toast(`“${webhook.name}” was not changed. ${toApiError(error).message}`);
    },
  });
  return (webhook: Webhook, fix: Mending["fix"]) => mutate({ webhook, fix });
}
