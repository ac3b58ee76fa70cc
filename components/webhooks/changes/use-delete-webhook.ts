"use client";

import { useMutation } from "@tanstack/react-query";
import { toApiError } from "@/lib/api-client/request/api-error";
import {
  createWebhook,
  deleteWebhook,
  readWebhook,
} from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook, WebhookDraft } from "@/lib/domain/webhook";
import { toast } from "../../ui/overlays/toast";
import { sameAgain } from "../form/draft/draft";
import { useCountGroups } from "../groups/use-count-groups";
import { useRefreshWebhooks } from "./use-refresh-webhooks";

/** Deletes a webhook, of which enough is kept to make it again. */
export function useDeleteWebhook(accountId: string, onDeleted: () => void) {
  const refresh = useRefreshWebhooks(accountId);
  const countGroups = useCountGroups(accountId);
  const recreate = useMutation({
    mutationFn: (draft: WebhookDraft) => createWebhook(accountId, draft),
    onSuccess: async ({ name, group }) => {
      await refresh();
      toast(`“${name}” is back, under a new id. Events received before keep the old one.`);
      if (group) await countGroups();
    },
    onError: (error, { name }) => {
      toast(`“${name}” was not created again. ${toApiError(error).message}`);
    },
  });
  return useMutation({
    mutationFn: async ({ id }: Webhook) => {
      // As Kazoo has it now: the row may be a minute old.
      const draft = sameAgain(await readWebhook(accountId, id));
      await deleteWebhook(accountId, id);
      return draft;
    },
    onSuccess: async (draft, { name }) => {
      await refresh();
      toast(`Deleted “${name}”`, {
        ...(draft && {
          duration: 20_000,
          action: { label: "Undo", onClick: () => recreate.mutate(draft) },
        }),
      });
      onDeleted();
      if (draft?.group) await countGroups();
    },
  });
}
