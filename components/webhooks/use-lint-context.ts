"use client";

import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { webhookDetailsKey, webhooksQuery } from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import { type Finding, type LintContext, subjectOf } from "@/lib/lint/lint-subject";

type Details = ReadonlyMap<string, NonNullable<Webhook["detail"]>>;

/** Rows that are read together arrive within this time. */
const gatherMs = 100;

/** The settings of those webhooks that some row has read; nothing is asked of Kazoo for it. */
function useKnownDetails(accountId: string): Details {
  const client = useQueryClient();
  const [details, setDetails] = useState<Details>(new Map());
  useEffect(() => {
    const queryKey = webhookDetailsKey(accountId);
    const read = () => {
      const known = client.getQueriesData<Webhook["detail"]>({ queryKey });
      setDetails(
        new Map(known.flatMap(([key, detail]) => (detail ? [[String(key[3]), detail]] : []))),
      );
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readSoon = (ms: number) => {
      timer ??= setTimeout(() => {
        timer = undefined;
        read();
      }, ms);
    };
    readSoon(0);
    const unsubscribe = client.getQueryCache().subscribe(({ type, query }) => {
      if (type !== "updated" || query.queryKey[2] !== queryKey[2] || !query.state.data) return;
      readSoon(gatherMs);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [client, accountId]);
  return details;
}

/** What the rules compare a webhook of the account with. */
export function useLintContext(accountId: string): LintContext {
  const webhooks = useQuery(webhooksQuery(accountId)).data?.items;
  const triggers = useQuery(triggersQuery()).data?.items;
  const details = useKnownDetails(accountId);
  return useMemo(
    () => ({
      others: (webhooks ?? []).map((webhook) =>
        subjectOf(webhook, details.get(webhook.id) ?? null),
      ),
      triggers: triggers ?? [],
    }),
    [webhooks, triggers, details],
  );
}

/** The rules are loaded after the list, which is there without them. */
const rulesQuery = queryOptions({
  queryKey: ["lint-rules"],
  queryFn: () => import("@/lib/lint/lint-webhook").then((part) => part.lintWebhook),
  staleTime: Number.POSITIVE_INFINITY,
});

export type Linter = (webhook: Webhook, settings: Webhook["detail"]) => Finding[];

/** What is known to go wrong with a webhook of the account; nothing until the rules are loaded. */
export function useLinter(accountId: string): Linter {
  const context = useLintContext(accountId);
  const rules = useQuery(rulesQuery).data;
  return useCallback(
    (webhook, settings) => rules?.(subjectOf(webhook, settings), context) ?? [],
    [rules, context],
  );
}
