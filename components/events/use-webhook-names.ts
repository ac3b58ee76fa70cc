"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";

/** Names of the account's webhooks by id; empty while Kazoo can't tell. */
export function useWebhookNames(accountId: string): ReadonlyMap<string, string> {
  const { data } = useQuery(webhooksQuery(accountId));
  return useMemo(() => new Map(data?.items.map(({ id, name }) => [id, name])), [data]);
}
