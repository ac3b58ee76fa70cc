"use client";

import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { webhookStates } from "@/lib/domain/webhook";

/** The list's search and filter, in the URL. */
export function useWebhookFilter() {
  const [filter, setFilter] = useQueryStates(
    {
      q: parseAsString,
      state: parseAsStringLiteral(webhookStates),
      trigger: parseAsString,
      target: parseAsString,
      group: parseAsString,
    },
    { history: "replace" },
  );
  return {
    filter,
    setFilter: (changes: Partial<typeof filter>) => {
      void setFilter(changes);
    },
  };
}

/** Which webhook is tested over the list: other pages lead here with its id. */
export function useTestedWebhook() {
  const [{ test }, set] = useQueryStates({ test: parseAsString }, { history: "replace" });
  return {
    testedId: test,
    openTest: (id: string | null) => {
      void set({ test: id });
    },
  };
}

export const newWebhook = "new";

/** What a new webhook starts from. */
export interface WebhookOrigin {
  readonly preset?: string;
  /** The id of a webhook to copy. */
  readonly copy?: string;
  /** The copy sends to Hookline, wherever the original sends. */
  readonly here?: boolean;
}

const blank = { preset: null, copy: null, here: null } as const;

/** Which webhook is open for editing: an id, or "new" with what to start from. */
export function useOpenWebhook() {
  const [{ webhook, ...origin }, set] = useQueryStates({
    webhook: parseAsString,
    preset: parseAsString,
    copy: parseAsString,
    here: parseAsBoolean,
  });
  return {
    webhook,
    origin,
    open: (id: string, from: WebhookOrigin = {}) => {
      void set({ ...blank, ...from, webhook: id }, { history: "push" });
    },
    close: () => {
      void set({ ...blank, webhook: null });
    },
  };
}

const anyWebhook = "any";

/** Whose event is looked for, in the URL: a webhook's id, or "any" while none is chosen. */
export function useWhereUrl() {
  const [{ where, page }, set] = useQueryStates({ where: parseAsString, page: parseAsString });
  return {
    isOpen: where !== null,
    webhookId: where === null || where === anyWebhook ? null : where,
    /** The filter of the page that doesn't show it, as its URL says it. */
    page: page === null ? null : Object.fromEntries(new URLSearchParams(page)),
    look: (webhookId: string) => {
      void set({ where: webhookId, page: null }, { history: "push" });
    },
    close: () => {
      void set({ where: null, page: null });
    },
  };
}
