"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { receiverQuery } from "@/lib/api-client/accounts/account-queries";
import {
  createReceiverKey,
  receiverKeysQuery,
  revokeReceiverKey,
} from "@/lib/api-client/receiver/receiver-queries";
import { patchWebhook, webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { ReceiverKeyView } from "@/lib/domain/receiver-key";
import type { Webhook } from "@/lib/domain/webhook";
import { toast } from "../ui/overlays/toast";

function useRefreshKeys(accountId: string): () => Promise<unknown> {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: receiverKeysQuery(accountId).queryKey }),
      // Which key new webhooks get may be another one now.
      client.invalidateQueries({ queryKey: receiverQuery(accountId).queryKey }),
    ]);
}

/** Creates a key of that name. */
export function useCreateReceiverKey(accountId: string, onCreated: () => void) {
  const refresh = useRefreshKeys(accountId);
  return useMutation({
    mutationFn: (name: string) => createReceiverKey(accountId, name),
    onSuccess: async (_key, name) => {
      await refresh();
      toast(`Created “${name}”`);
      onCreated();
    },
  });
}

export function useRevokeReceiverKey(accountId: string, onRevoked: () => void) {
  const refresh = useRefreshKeys(accountId);
  return useMutation({
    mutationFn: (key: ReceiverKeyView) => revokeReceiverKey(accountId, key.id),
    onSuccess: async (_nothing, key) => {
      await refresh();
      toast(`Revoked “${key.name}”`);
      onRevoked();
    },
  });
}

interface Move {
  readonly webhooks: readonly Webhook[];
  readonly to: ReceiverKeyView;
}

/** Points webhooks at another key, one after the other; what was moved stays so if one fails. */
export function useMoveWebhooks(accountId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ webhooks, to }: Move) => {
      for (const { id } of webhooks) await patchWebhook(accountId, id, { url: to.url });
    },
    onSuccess: (_nothing, { webhooks, to }) => {
      toast(`${webhooks.length === 1 ? "A webhook uses" : "Webhooks use"} “${to.name}” now`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: webhooksQuery(accountId).queryKey }),
  });
}
