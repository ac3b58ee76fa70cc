"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toApiError } from "@/lib/api-client/request/api-error";
import {
  deleteWebhook,
  patchWebhook,
  webhooksQuery,
} from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { toast } from "../ui/overlays/toast";

/** Re-reads the account's webhooks, from which only the list knows every state. */
export function useRefreshWebhooks(accountId: string): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: webhooksQuery(accountId).queryKey });
}

/** Switches a webhook on or off; the answer offers to take it back. */
export function useSwitchWebhook(accountId: string) {
  const refresh = useRefreshWebhooks(accountId);
  const { mutate } = useMutation({
    mutationFn: ({ webhook, enabled }: { webhook: Webhook; enabled: boolean; undo?: boolean }) =>
      patchWebhook(accountId, webhook.id, { enabled }),
    onSuccess: async (_answer, { webhook, enabled, undo }) => {
      await refresh();
      const done = enabled ? "Enabled" : "Disabled";
      toast(`${done} “${webhook.name}”`, {
        ...(!undo && {
          action: {
            label: "Undo",
            onClick: () => mutate({ webhook, enabled: !enabled, undo: true }),
          },
        }),
      });
    },
    onError: (error, { webhook }) => {
      toast(`“${webhook.name}” was not changed. ${toApiError(error).message}`);
    },
  });
  return (webhook: Webhook, enabled: boolean) => mutate({ webhook, enabled });
}

export function useDeleteWebhook(accountId: string, onDeleted: () => void) {
  const refresh = useRefreshWebhooks(accountId);
  return useMutation({
    mutationFn: (webhook: Webhook) => deleteWebhook(accountId, webhook.id),
    onSuccess: async (_answer, webhook) => {
      await refresh();
      toast(`Deleted “${webhook.name}”`);
      onDeleted();
    },
  });
}
