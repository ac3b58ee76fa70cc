import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";
import { joinIds, switchedOffAnswerSchema } from "@/lib/domain/switched-off";
import {
  type Webhook,
  type WebhookDraft,
  type WebhookPatch,
  webhookListSchema,
  webhookSchema,
} from "@/lib/domain/webhook";
import { path } from "@/lib/format/path";
import { fetchJson, queryString } from "../request/fetch-json";
import { kazooLink } from "../request/kazoo-link";
import { readOrLastKnown } from "../request/last-known";
import { readWebhookDetail } from "./webhook-documents";

const webhooksPath = (accountId: string) => path`/api/accounts/${accountId}/webhooks`;
const webhookPath = (accountId: string, webhookId: string) =>
  path`/api/accounts/${accountId}/webhooks/${webhookId}`;

/** Soon again while Kazoo is away, whichever request noticed it, so that its return is noticed. */
function lookAgainMs({ state }: { state: { status: string } }): number {
  const isAway = state.status === "error" || kazooLink.state() === "unreachable";
  return isAway ? 10_000 : 60_000;
}

/**
 * The account's webhooks as Kazoo's list has them, which of them Kazoo switched off included. Kazoo
 * is asked once however many there are; how each is sent is told by `webhookDetailQuery`.
 */
export function webhooksQuery(accountId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "webhooks"],
    queryFn: ({ signal, client, queryKey }) =>
      readOrLastKnown({
        client,
        queryKey,
        schema: webhookListSchema,
        read: () =>
          fetchJson(`${webhooksPath(accountId)}?documents=false`, webhookListSchema, {
            signal,
            asksKazoo: true,
          }),
      }),
    // Kazoo switches webhooks off by itself: an operator coming back must see it.
    staleTime: 10_000,
    refetchOnWindowFocus: true,
    refetchInterval: lookAgainMs,
  });
}

const detailStaleMs = 10 * 60_000;
const detailRetryMs = 30_000;

export function webhookDetailsKey(accountId: string) {
  return ["account", accountId, "webhook-detail"] as const;
}

/**
 * How a webhook of the list is sent, null while Kazoo does not show it. Kept for ten minutes, since
 * each reading costs a request to Kazoo; the form reads the webhook anew.
 */
export function webhookDetailQuery(
  accountId: string,
  { id, trigger }: Pick<Webhook, "id" | "trigger">,
) {
  return queryOptions({
    queryKey: [...webhookDetailsKey(accountId), id, trigger],
    queryFn: () => readWebhookDetail(accountId, id),
    staleTime: ({ state }) => (state.data ? detailStaleMs : 0),
    gcTime: detailStaleMs,
    refetchInterval: ({ state }) => (state.data ? false : detailRetryMs),
    refetchOnReconnect: false,
    retry: false,
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
    const search = queryString({ ids: joinIds(portion) });
    const seen = `${webhooksPath(accountId)}/switched-off${search}`;
    left = await fetchJson(seen, switchedOffAnswerSchema, { method: "DELETE" });
  }
  return left.switchedOff;
}

/** A webhook with its settings, as Kazoo has it now. */
export function readWebhook(accountId: string, webhookId: string, signal?: AbortSignal) {
  return fetchJson(webhookPath(accountId, webhookId), webhookSchema, {
    ...(signal && { signal }),
    asksKazoo: true,
  });
}

export function webhookQuery(accountId: string, webhookId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "webhook", webhookId],
    queryFn: ({ signal }) => readWebhook(accountId, webhookId, signal),
    staleTime: 0,
  });
}

export function createWebhook(accountId: string, draft: WebhookDraft) {
  return fetchJson(webhooksPath(accountId), webhookSchema, {
    method: "POST",
    body: draft,
    asksKazoo: true,
  });
}

/** Makes Monster UI's list of groups what the webhooks say. */
export async function countWebhookGroups(accountId: string): Promise<void> {
  const answer = z.object({ groups: z.record(z.string(), z.number()) });
  await fetchJson(`${webhooksPath(accountId)}/groups`, answer, {
    method: "POST",
    asksKazoo: true,
  });
}

/** With a `revision`, refused as kazoo_conflict when Kazoo has another by now. */
export function patchWebhook(
  accountId: string,
  webhookId: string,
  patch: WebhookPatch,
  revision?: string,
) {
  const search = queryString({ revision });
  return fetchJson(`${webhookPath(accountId, webhookId)}${search}`, webhookSchema, {
    method: "PATCH",
    body: patch,
    asksKazoo: true,
  });
}

export async function deleteWebhook(accountId: string, webhookId: string): Promise<void> {
  await fetchJson(webhookPath(accountId, webhookId), z.unknown(), {
    method: "DELETE",
    asksKazoo: true,
  });
}
