"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "@/components/ui/overlays/toast";
import { useRefreshWebhooks } from "@/components/webhooks/changes/use-refresh-webhooks";
import { useCountGroups } from "@/components/webhooks/groups/use-count-groups";
import { useTestedWebhook } from "@/components/webhooks/use-webhooks-url";
import {
  createWebhook,
  patchWebhook,
  webhookDetailQuery,
} from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook, WebhookDraft } from "@/lib/domain/webhook";
import { patchOf } from "./draft";

interface Saving {
  readonly accountId: string;
  /** Null when a new one is created. */
  readonly webhook: Webhook | null;
  readonly initial: WebhookDraft;
  readonly onSaved: () => void;
}

interface Save {
  readonly draft: WebhookDraft;
  /** Though somebody else changed the webhook since it was read. */
  readonly overwrite?: boolean;
}

/** Creates the draft, or changes what differs from the webhook it was made of. */
export function useSaveWebhook({ accountId, webhook, initial, onSaved }: Saving) {
  const client = useQueryClient();
  const refresh = useRefreshWebhooks(accountId);
  const { openTest } = useTestedWebhook();
  const countGroups = useCountGroups(accountId);
  return useMutation({
    mutationFn: async ({ draft, overwrite }: Save) => {
      if (!webhook) return createWebhook(accountId, draft);
      const patch = patchOf(initial, draft);
      const revision = overwrite ? undefined : (webhook.detail?.revision ?? undefined);
      return patch ? patchWebhook(accountId, webhook.id, patch, revision) : webhook;
    },
    onSuccess: async (saved) => {
      client.setQueryData(webhookDetailQuery(accountId, saved).queryKey, saved.detail);
      await refresh();
      if (webhook) toast(`Saved “${saved.name}”`);
      else {
        const test = { label: "Test it", onClick: () => openTest(saved.id) };
        toast(`Created “${saved.name}”`, { duration: 20_000, action: test });
      }
      onSaved();
      if ((saved.group ?? null) !== (webhook?.group ?? null)) await countGroups();
    },
  });
}
