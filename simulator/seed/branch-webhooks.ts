import type { DemoWebhook } from "./demo-webhooks";

const uri = "https://crm.example/hooks/branch";

/** What the webhooks of one of many like accounts are: every fifth has none. */
export function branchWebhooks(number: number): readonly Omit<DemoWebhook, "account">[] {
  if (number % 5 === 0) return [];
  const calls = {
    fields: { name: "Finished calls", uri, hook: "channel_destroy", format: "json" },
  };
  const users = {
    fields: {
      name: "Deleted users",
      uri,
      hook: "object",
      format: "json",
      custom_data: { type: "user", action: "doc_deleted" },
    },
  };
  const popUp = {
    fields: { name: "Call pop-up", uri, hook: "channel_create", enabled: false },
    disabledMessage: "too many failed attempts",
  };
  return [calls, ...(number % 7 === 0 ? [users] : []), ...(number % 11 === 0 ? [popUp] : [])];
}
