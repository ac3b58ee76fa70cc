import { onTestFinished } from "vitest";
import type { JsonObject } from "@/simulator/json/json";
import { type SimulatorOptions, startSimulator } from "@/simulator/simulator";
import { kazooAt } from "./kazoo-of";

interface StoredWebhook {
  readonly fields: JsonObject;
  readonly disabledMessage?: string;
}

const defaults = {
  http_verb: "post",
  format: "form-data",
  retries: 2,
  enabled: true,
  include_internal_legs: true,
};

/** One webhook of each state, with and without modifiers and custom data, in Kazoo's own words. */
const webhooks: readonly StoredWebhook[] = [
  {
    fields: { name: "Parked calls to CRM", uri: "https://crm.example/parking", hook: "parking" },
  },
  {
    fields: {
      name: "Fax box changes",
      uri: "https://crm.example/faxbox",
      hook: "object",
      format: "json",
      include_subaccounts: true,
      custom_data: { type: "faxbox", action: "doc_edited", source: "kazoo" },
    },
  },
  {
    fields: {
      name: "Ported numbers",
      uri: "https://crm.example/ported",
      hook: "notifications",
      custom_data: { type: "ported" },
    },
  },
  {
    fields: {
      name: "Finished calls to billing",
      uri: "https://billing.example/calls",
      hook: "channel_destroy",
      enabled: false,
    },
  },
  {
    fields: {
      name: "Call pop-up",
      uri: "https://crm.example/popup",
      hook: "channel_create",
      enabled: false,
    },
    disabledMessage: "too many failed attempts",
  },
];

/**
 * A simulated Kazoo with the demo's accounts and the five webhooks above in the demo's own; its
 * operator is logged in. Gone when the test ends.
 */
export async function startDemoKazoo(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ seed: "demo", rateLimit: false, ...options });
  onTestFinished(() => simulator.close());
  const kazoo = kazooAt(simulator.url);
  const credentials = { accountName: "demo", username: "operator", password: "hookline" };
  const login = await kazoo.login(credentials);
  const { accountId } = login;
  simulator.world.webhooks.clear();
  for (const { disabledMessage, fields } of webhooks) {
    const document = simulator.world.newDocument(accountId, { ...defaults, ...fields });
    simulator.world.webhooks.set(document.id, { ...document, disabledMessage });
  }
  const session = kazoo.as(login);
  const [child] = await session.listDescendants(accountId);
  if (!child) throw new Error("The demo's account has no sub-account.");
  return { simulator, kazoo, credentials, login, session, accountId, childId: child.id };
}
