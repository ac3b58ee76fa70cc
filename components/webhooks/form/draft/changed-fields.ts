import type { WebhookDraft } from "@/lib/domain/webhook";

const names: Readonly<Record<keyof WebhookDraft, string>> = {
  name: "name",
  trigger: "trigger",
  modifiers: "modifiers",
  customData: "custom data",
  url: "URL",
  group: "group",
  httpVerb: "method",
  format: "format",
  retries: "tries",
  enabled: "on or off",
  includeSubaccounts: "sub-accounts",
  includeInternalLegs: "internal legs",
  requestHeaders: "request headers",
  otherFields: "other settings",
};

/** In which fields two drafts differ, in words. */
export function changedFields(a: WebhookDraft, b: WebhookDraft): readonly string[] {
  const values = (draft: WebhookDraft) => new Map<string, unknown>(Object.entries(draft));
  const [one, other] = [values(a), values(b)];
  return Object.entries(names)
    .filter(([key]) => JSON.stringify(one.get(key)) !== JSON.stringify(other.get(key)))
    .map(([, name]) => name);
}
