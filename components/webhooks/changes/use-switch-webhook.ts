"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toApiError } from "@/lib/api-client/request/api-error";
import { patchWebhook } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { toast } from "../../ui/overlays/toast";
import { useRefreshWebhooks } from "./use-refresh-webhooks";

interface Switching {
  readonly webhook: Webhook;
  readonly enabled: boolean;
  readonly isUndo?: boolean;
}

/**
 * Switches webhooks on or off; the answer offers to take it back. `switching` holds what Kazoo was
 * asked for and has not answered yet, so a refusal puts the row back as it was.
 */
export function useSwitchWebhook(accountId: string) {
  const refresh = useRefreshWebhooks(accountId);
  const [switching, setSwitching] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { mutate } = useMutation({
    mutationFn: ({ webhook, enabled }: Switching) =>
      patchWebhook(accountId, webhook.id, { enabled }),
    onMutate: ({ webhook, enabled }) => {
      setSwitching((before) => new Map(before).set(webhook.id, enabled));
    },
    onSuccess: async (_answer, { webhook, enabled, isUndo }) => {
      await refresh();
      const undo = () => mutate({ webhook, enabled: !enabled, isUndo: true });
      toast(`${enabled ? "Enabled" : "Disabled"} “${webhook.name}”`, {
        ...(!isUndo && { action: { label: "Undo", onClick: undo } }),
      });
    },
    onError: (error, { webhook }) => {
      toast(`“${webhook.name}” was not changed. ${toApiError(error).message}`);
    },
    onSettled: (_answer, _error, { webhook }) => {
      setSwitching((before) => new Map([...before].filter(([id]) => id !== webhook.id)));
    },
  });
  const setEnabled = (webhook: Webhook, enabled: boolean) => mutate({ webhook, enabled });
  return { switching, setEnabled };
}
