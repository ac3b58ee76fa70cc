import { queryOptions } from "@tanstack/react-query";
import * as z from "zod/mini";

import { receiverKeyListSchema, receiverKeyViewSchema } from "@/lib/domain/receiver-key";
import { type ReceiverState, receiverStateSchema } from "@/lib/domain/receiver-state";
import { path } from "@/lib/format/path";
import { fetchJson, queryString } from "../request/fetch-json";

const lookEveryMs = 10_000;
/** While something is wrong, so that numbers move and it is soon told to be over. */
const lookCloselyEveryMs = 2_000;
const keysPath = (accountId: string) => path`/api/accounts/${accountId}/receiver-keys`;

function isInTrouble(state: ReceiverState | undefined): boolean {
  if (!state) return false;
  return state.waiting !== null || state.paused !== null || state.failingSince !== null;
}

/** What becomes of what Kazoo delivers, and what is in quarantine: asked anew while it is looked at. */
export function receiverStateQuery(accountId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "receiver-state"],
    queryFn: ({ signal }) =>
      fetchJson(path`/api/accounts/${accountId}/receiver`, receiverStateSchema, { signal }),
    refetchInterval: ({ state }) => (isInTrouble(state.data) ? lookCloselyEveryMs : lookEveryMs),
    refetchOnWindowFocus: true,
    staleTime: lookEveryMs / 2,
  });
}

const notStoredAnswerSchema = z.pick(receiverStateSchema, { notStored: true });

/**
 * Acknowledges what was not stored if it is still the `count` that was shown; otherwise nothing.
 * Answers what is left.
 */
export function acknowledgeNotStored(accountId: string, count: number) {
  const notStored = path`/api/accounts/${accountId}/receiver/not-stored`;
  return fetchJson(`${notStored}${queryString({ count })}`, notStoredAnswerSchema, {
    method: "DELETE",
  });
}

export function receiverKeysQuery(accountId: string) {
  return queryOptions({
    queryKey: ["account", accountId, "receiver-keys"],
    queryFn: ({ signal }) => fetchJson(keysPath(accountId), receiverKeyListSchema, { signal }),
    staleTime: 10_000,
    refetchOnWindowFocus: true,
    refetchInterval: 60_000,
  });
}

export function createReceiverKey(accountId: string, name: string) {
  return fetchJson(keysPath(accountId), receiverKeyViewSchema, { method: "POST", body: { name } });
}

export async function revokeReceiverKey(accountId: string, keyId: string): Promise<void> {
  await fetchJson(path`/api/accounts/${accountId}/receiver-keys/${keyId}`, z.unknown(), {
    method: "DELETE",
  });
}
