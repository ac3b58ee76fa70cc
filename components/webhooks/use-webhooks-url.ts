"use client";

import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { webhookStates } from "@/lib/domain/webhook";

/** The list's search and filter, in the URL. */
export function useWebhookFilter() {
  const [filter, setFilter] = useQueryStates(
    { q: parseAsString, state: parseAsStringLiteral(webhookStates) },
    { history: "replace" },
  );
  return {
    filter,
    setFilter: (changes: Partial<typeof filter>) => {
      void setFilter(changes);
    },
  };
}

export const newWebhook = "new";

/** Which webhook is open for editing: an id, or "new" with the preset to start from. */
export function useOpenWebhook() {
  const [webhook, setWebhook] = useQueryState("webhook", parseAsString);
  const [preset, setPreset] = useQueryState("preset", parseAsString);
  return {
    webhook,
    preset,
    open: (id: string, presetId: string | null = null) => {
      void setPreset(presetId);
      void setWebhook(id, { history: "push" });
    },
    close: () => {
      void setPreset(null);
      void setWebhook(null);
    },
  };
}
