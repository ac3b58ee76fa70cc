"use client";

import { queryOptions, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useState } from "react";
import { accountsQuery } from "@/lib/api-client/accounts/account-queries";
import { triggersQuery } from "@/lib/api-client/webhooks/trigger-queries";
import { webhookHealthQuery } from "@/lib/api-client/webhooks/webhook-health-query";
import {
  webhookDetailQuery,
  webhookDetailsKey,
  webhooksQuery,
} from "@/lib/api-client/webhooks/webhook-queries";
import type { Webhook } from "@/lib/domain/webhook";
import {
  type AncestorSubject,
  type Finding,
  type LintContext,
  subjectOf,
} from "@/lib/lint/lint-subject";

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

/** Asked once while the page is open: each costs requests to Kazoo, and nobody changes them here. */
const ofAncestors = { staleTime: Number.POSITIVE_INFINITY, refetchInterval: false } as const;

/** The webhooks of accounts above that send where one of these sends. None on one's own account. */
function useAncestors(accountId: string, webhooks: readonly Webhook[]): AncestorSubject[] {
  const accounts = useQuery(accountsQuery()).data?.items ?? [];
  const above = accounts.find(({ id }) => id === accountId)?.path ?? [];
  const lists = useQueries({
    queries: above.map((id) => ({
      ...webhooksQuery(id),
      ...ofAncestors,
      refetchOnWindowFocus: false,
    })),
  });
  const urls = new Set(webhooks.map(({ url }) => url));
  const candidates = above.flatMap((id, index) =>
    (lists[index]?.data?.items ?? [])
      .filter(({ state, url }) => state === "active" && urls.has(url))
      .map((webhook) => ({ id, webhook })),
  );
  const details = useQueries({
    queries: candidates.map(({ id, webhook }) => ({
      ...webhookDetailQuery(id, webhook),
      ...ofAncestors,
    })),
  });
  return candidates.map(({ id, webhook }, index) => ({
    ...subjectOf(webhook, details[index]?.data ?? null),
    accountName: accounts.find((account) => account.id === id)?.name ?? "the account above",
  }));
}

/** What the rules compare a webhook of the account with. */
export function useLintContext(accountId: string): LintContext {
  const webhooks = useQuery(webhooksQuery(accountId)).data?.items;
  const triggers = useQuery(triggersQuery()).data?.items;
  const details = useKnownDetails(accountId);
  const ancestors = useAncestors(accountId, webhooks ?? []);
  // They are made anew each time; what they say seldom changes.
  const told = JSON.stringify(ancestors);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `told` stands for the ancestors.
  return useMemo(
    () => ({
      ancestors,
      others: (webhooks ?? []).map((webhook) =>
        subjectOf(webhook, details.get(webhook.id) ?? null),
      ),
      triggers: triggers ?? [],
    }),
    [webhooks, triggers, details, told],
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
  const health = useQuery(webhookHealthQuery(accountId)).data?.items;
  const answers = useMemo(
    () => new Map(health?.map(({ webhookId, lastAnswer }) => [webhookId, lastAnswer])),
    [health],
  );
  return useCallback(
    (webhook, settings) =>
      rules?.(subjectOf(webhook, settings, answers.get(webhook.id)), context) ?? [],
    [rules, context, answers],
  );
}
