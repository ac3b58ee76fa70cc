"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { webhookNamesQuery } from "@/lib/api-client/webhooks/webhook-names-query";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";

/**
 * Names of the account's webhooks by id: as Kazoo has them now, else as Hookline remembers them
 * from before they were deleted or Kazoo was away. An account without events needs no memory.
 */
export function useWebhookNames(
  accountId: string,
  { hasEvents }: { readonly hasEvents: boolean },
): ReadonlyMap<string, string> {
  const { data: remembered } = useQuery({ ...webhookNamesQuery(accountId), enabled: hasEvents });
  const { data: listed } = useQuery(webhooksQuery(accountId));
  return useMemo(
    () =>
      new Map([
        ...(listed?.items ?? []).map(({ id, name }) => [id, name] as const),
        ...(remembered?.items ?? [])
          .filter(({ id }) => !listed?.items.some((webhook) => webhook.id === id))
          .map(({ id, name, isDeleted }) => [id, isDeleted ? `${name} (deleted)` : name] as const),
      ]),
    [remembered, listed],
  );
}
