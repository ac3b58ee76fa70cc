import { describe, expect, test } from "vitest";
import { type WebhookDraftInput, webhookDraftSchema, webhookSchema } from "@/lib/domain/webhook";
import { problemOf } from "@/tests/support/http/problem-of";
import { publicUrl, startWebhookContext } from "@/tests/support/kazoo/webhook-context";
import { createWebhook } from "./create-webhook";
import { getWebhook } from "./get-webhook";

function draft(changes: Partial<WebhookDraftInput> = {}) {
  return webhookDraftSchema.parse({
    name: "User deleted",
    trigger: "object",
    modifiers: { type: "user", action: "doc_deleted" },
    url: "here",
    ...changes,
  });
}

describe('a webhook that receives "here"', () => {
  test("gets the account's receiver URL and JSON, as Kazoo's document shows", async () => {
    const { context, simulator, scope, receiverKeys } = await startWebhookContext();
    const webhook = await createWebhook(context(), draft());
    expect(webhookSchema.parse(webhook)).toEqual(webhook);
    expect(webhook).toMatchObject({ state: "active", receivesHere: true });
    const url = receiverKeys.urlOf(await receiverKeys.ensure(scope));
    expect(url.startsWith(`${publicUrl}/receive/`)).toBe(true);
    expect(simulator.world.webhooks.get(webhook.id)?.fields).toMatchObject({
      uri: url,
      format: "json",
      http_verb: "post",
      custom_data: { type: "user", action: "doc_deleted" },
    });
  });

  test("keeps the format that the operator chose", async () => {
    const { context } = await startWebhookContext();
    const webhook = await createWebhook(context(), draft({ format: "form-data" }));
    expect(webhook.detail?.format).toBe("form-data");
  });
});

describe("modifiers and custom data", () => {
  test("are one object in Kazoo and two here", async () => {
    const { context, simulator } = await startWebhookContext();
    const webhook = await createWebhook(context(), draft({ customData: { site: "north" } }));
    expect(simulator.world.webhooks.get(webhook.id)?.fields.custom_data).toEqual({
      type: "user",
      action: "doc_deleted",
      site: "north",
    });
    expect(webhook.detail).toMatchObject({
      modifiers: { type: "user", action: "doc_deleted" },
      customData: { site: "north" },
    });
    expect(await getWebhook(context(), webhook.id)).toEqual(webhook);
  });

  test("may not share a name, or one value would be lost", async () => {
    const { context, session, accountId } = await startWebhookContext();
    const creating = createWebhook(context(), draft({ customData: { type: "mine" } }));
    const problem = await problemOf(creating);
    expect(problem.code).toBe("validation_failed");
    expect(Object.keys(problem.fields)).toEqual(["customData.type"]);
    expect(await session.listWebhooks(accountId)).toHaveLength(5);
  });
});

test("a disabled one is created disabled", async () => {
  const { context } = await startWebhookContext();
  const webhook = await createWebhook(context(), draft({ enabled: false }));
  expect(webhook).toMatchObject({ state: "disabled", disableReason: null });
});

test("what Kazoo refuses comes back at the field", async () => {
  const { context } = await startWebhookContext();
  const toLocalhost = draft({ url: "http://localhost:3000/x" });
  expect(Object.keys((await problemOf(createWebhook(context(), toLocalhost))).fields)).toEqual([
    "url",
  ]);
  const unknown = draft({ trigger: "teleport", url: "https://crm.example" });
  expect((await problemOf(createWebhook(context(), unknown))).fields).toHaveProperty("trigger");
  const half = draft({ modifiers: { type: "user" } });
  expect(Object.keys((await problemOf(createWebhook(context(), half))).fields)).toEqual([
    "modifiers.action",
  ]);
});

test("a receiver that Kazoo refuses is told with the setting that mends it", async () => {
  const { context } = await startWebhookContext({ blacklistHosts: ["hookline.example"] });
  const { fields } = await problemOf(createWebhook(context(), draft()));
  expect(fields.url).toMatch(/hookline\.example\. Set PUBLIC_URL .*client\.blacklist/);
  const elsewhere = draft({ url: "https://hookline.example/x" });
  const refused = await problemOf(createWebhook(context(), elsewhere));
  expect(refused.fields.url).not.toContain("PUBLIC_URL");
  expect(refused.fields.url).toContain("client.blacklist");
});

test("when Kazoo can't be asked, nothing was created", async () => {
  const { context, session, accountId, simulator } = await startWebhookContext();
  simulator.faults.add({ kind: "html", pathPrefix: "/v2/webhooks", status: 500 });
  expect((await problemOf(createWebhook(context(), draft()))).code).toBe("kazoo_bad_answer");
  expect(await session.listWebhooks(accountId)).toHaveLength(5);
});
