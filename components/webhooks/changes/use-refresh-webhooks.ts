"use client";

import { useQueryClient } from "@tanstack/react-query";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";

/** Re-reads the account's webhooks, from which only the list knows every state. */
export function useRefreshWebhooks(accountId: string): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: webhooksQuery(accountId).queryKey });
}
