import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import {
  type WebhookDraft,
  type WebhookPatch,
  webhookListSchema,
  webhookSchema,
} from "@/lib/domain/webhook";
import { fetchJson } from "./fetch-json";

const webhooksPath = (accountId: string) => `/api/accounts/${accountId}/webhooks`;

export function webhooksQuery(accountId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "webhooks"],
    queryFn: ({ signal }) => fetchJson(webhooksPath(accountId), webhookListSchema, { signal }),
    // Kazoo switches webhooks off by itself: an operator coming back must see it.
    staleTime: 10_000,
    refetchOnWindowFocus: true,
    refetchInterval: (query) => (query.state.status === "error" ? 10_000 : 60_000),
    meta: { asksKazoo: true },
  });
}

/**
 * What the webhooks are called, without their documents. Their key lies below the list's, so that
 * a change of the webhooks reaches both.
 */
export function webhookNamesQuery(accountId: string) {
  return queryOptions({
    queryKey: [...webhooksQuery(accountId).queryKey, "names"],
    queryFn: ({ signal }) =>
      fetchJson(`${webhooksPath(accountId)}?documents=false`, webhookListSchema, { signal }),
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
    meta: { asksKazoo: true },
  });
}

export function webhookQuery(accountId: string, webhookId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "webhook", webhookId],
    queryFn: ({ signal }) =>
      fetchJson(`${webhooksPath(accountId)}/${encodeURIComponent(webhookId)}`, webhookSchema, {
        signal,
      }),
    staleTime: 0,
    meta: { asksKazoo: true },
  });
}

export function createWebhook(accountId: string, draft: WebhookDraft) {
  return fetchJson(webhooksPath(accountId), webhookSchema, { method: "POST", body: draft });
}

export function patchWebhook(accountId: string, webhookId: string, patch: WebhookPatch) {
  return fetchJson(`${webhooksPath(accountId)}/${encodeURIComponent(webhookId)}`, webhookSchema, {
    method: "PATCH",
    body: patch,
  });
}

export async function deleteWebhook(accountId: string, webhookId: string): Promise<void> {
  await fetchJson(`${webhooksPath(accountId)}/${encodeURIComponent(webhookId)}`, z.unknown(), {
    method: "DELETE",
  });
}
