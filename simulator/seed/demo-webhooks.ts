import type { JsonObject } from "../json/json";

export interface DemoWebhook {
  account: string;
  fields: JsonObject;
  disabledMessage?: string;
}

/**
 * Nothing answers at crm.example. What is active listens to triggers a demo seldom fires, or
 * Kazoo would switch it off after six failures.
 */
export const DEMO_WEBHOOKS: readonly DemoWebhook[] = [
  {
    account: "demo",
    fields: {
      name: "Parked calls to CRM",
      uri: "https://crm.example/hooks/parking",
      hook: "parking",
      format: "json",
      group: "CRM",
    },
  },
  {
    account: "demo",
    fields: {
      name: "Fax box changes",
      uri: "https://crm.example/hooks/faxbox",
      hook: "object",
      format: "json",
      include_subaccounts: true,
      // Not "all", which 4.3 refuses for objects.
      custom_data: { type: "faxbox", action: "doc_deleted", source: "kazoo" },
    },
  },
  {
    account: "demo",
    fields: {
      name: "Ported numbers",
      uri: "https://crm.example/hooks/ported",
      hook: "notifications",
      custom_data: { type: "ported" },
      group: "Porting",
    },
  },
  {
    account: "demo",
    fields: {
      name: "Finished calls to billing",
      uri: "https://billing.example/hooks/calls",
      hook: "channel_destroy",
      format: "json",
      retries: 4,
      enabled: false,
    },
  },
  {
    account: "demo",
    fields: {
      name: "Call pop-up",
      uri: "https://crm.example/hooks/popup",
      hook: "channel_create",
      enabled: false,
    },
    disabledMessage: "too many failed attempts",
  },
  {
    account: "harbour",
    fields: {
      name: "Incoming texts",
      uri: "https://crm.example/hooks/sms",
      hook: "sms",
      format: "json",
    },
  },
  {
    account: "northwind",
    fields: {
      name: "Every answered call",
      uri: "https://fleet.example/hooks/answered",
      hook: "channel_answer",
      http_verb: "get",
      enabled: false,
    },
  },
];
