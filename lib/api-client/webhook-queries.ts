import { queryOptions } from "@tanstack/react-query";
import { z } from "zod";
import { joinIds, switchedOffAnswerSchema } from "@/lib/domain/switched-off";
import {
  type WebhookDraft,
  type WebhookPatch,
  webhookListSchema,
  webhookSchema,
} from "@/lib/domain/webhook";
import { fetchJson, queryString } from "./fetch-json";

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
 * What the webhooks are called and which Kazoo switched off, without their documents. Their key
 * lies below the list's, so that a change of the webhooks reaches both.
 */
export function webhookNamesQuery(accountId: string) {
  return queryOptions({
    queryKey: [...webhooksQuery(accountId).queryKey, "names"],
    queryFn: ({ signal }) =>
      fetchJson(`${webhooksPath(accountId)}?documents=false`, webhookListSchema, { signal }),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
    refetchInterval: 60_000,
    meta: { asksKazoo: true },
  });
}

/** Ids of webhooks that were dismissed on this page as switched off: nobody has to be told again. */
export function seenOffQuery(accountId: string) {
  return queryOptions<readonly string[]>({
    queryKey: ["account", accountId, "seen-off"],
    queryFn: () => [],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

const maxIdsLength = 1_500;

/** Ids in portions that a request's line has room for. */
function portionsOf(ids: readonly string[]): string[][] {
  const portions: string[][] = [];
  for (const id of ids) {
    const last = portions.at(-1);
    if (last && joinIds([...last, id]).length <= maxIdsLength) last.push(id);
    else portions.push([id]);
  }
  return portions;
}

/** Says that somebody has seen which webhooks Kazoo switched off; answers which others there are. */
export async function dismissSwitchedOff(accountId: string, ids: readonly string[]) {
  let left = switchedOffAnswerSchema.parse({ switchedOff: [] });
  for (const portion of portionsOf(ids)) {
    const path = `${webhooksPath(accountId)}/switched-off${queryString({ ids: joinIds(portion) })}`;
    left = await fetchJson(path, switchedOffAnswerSchema, { method: "DELETE" });
  }
  return left.switchedOff;
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
