import { expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { startWebhookContext } from "@/tests/support/kazoo/webhook-context";
import { getWebhook } from "./get-webhook";
import { updateWebhook } from "./update-webhook";

async function startWith(name: string) {
  const parts = await startWebhookContext();
  const items = await parts.session.listWebhooks(parts.accountId);
  const id = items.find((item) => item.name === name)?.id ?? "";
  const fields = () => parts.simulator.world.webhooks.get(id)?.fields;
  return { ...parts, id, fields };
}

test("a change of the name changes nothing else", async () => {
  const { context, id, fields } = await startWith("Fax box changes");
  const before = fields();
  const webhook = await updateWebhook(context(), id, { name: "Faxes" });
  expect(webhook.name).toBe("Faxes");
  expect(fields()).toEqual({ ...before, name: "Faxes" });
  expect(await getWebhook(context(), id)).toEqual(webhook);
});

test("a change of one modifier's values keeps the custom data, and the other way round", async () => {
  const { context, id, fields } = await startWith("Fax box changes");
  await updateWebhook(context(), id, { modifiers: { type: "user", action: "doc_deleted" } });
  expect(fields()?.custom_data).toEqual({ type: "user", action: "doc_deleted", source: "kazoo" });
  await updateWebhook(context(), id, { customData: { site: "north" } });
  expect(fields()?.custom_data).toEqual({ type: "user", action: "doc_deleted", site: "north" });
});

test("another trigger drops the modifiers of the one before", async () => {
  const { context, id, fields } = await startWith("Fax box changes");
  const webhook = await updateWebhook(context(), id, { trigger: "sms" });
  expect(fields()?.hook).toBe("sms");
  expect(fields()?.custom_data).toEqual({ source: "kazoo" });
  expect(webhook.detail?.modifiers).toEqual({});
  expect(webhook.detail?.customData).toEqual({ source: "kazoo" });
});

test("switching an auto-disabled one on makes it active, here and in the list", async () => {
  const { context, id } = await startWith("Call pop-up");
  const webhook = await updateWebhook(context(), id, { enabled: true });
  expect(webhook).toMatchObject({ state: "active", disableReason: null });
  expect((await getWebhook(context(), id)).state).toBe("active");
});

test("an auto-disabled one that is only renamed still says why it is off", async () => {
  const { context, id } = await startWith("Call pop-up");
  const webhook = await updateWebhook(context(), id, { name: "Pop-up" });
  expect(webhook).toMatchObject({
    state: "auto-disabled",
    disableReason: "too many failed attempts",
  });
  expect(await getWebhook(context(), id)).toEqual(webhook);
});

test('moved "here" it receives here', async () => {
  const { context, id, fields, scope, receiverKeys } = await startWith("Parked calls to CRM");
  const webhook = await updateWebhook(context(), id, { url: "here" });
  expect(webhook.receivesHere).toBe(true);
  expect(fields()?.uri).toBe(receiverKeys.urlOf(await receiverKeys.ensure(scope)));
});

test("a webhook of another account is not found", async () => {
  const { context, id, childId, scope, fields } = await startWith("Parked calls to CRM");
  const foreign = { ...context(), scope: { ...scope, accountId: childId } };
  expect((await problemOf(updateWebhook(foreign, id, { name: "taken" }))).code).toBe(
    "webhook_not_found",
  );
  expect((await problemOf(getWebhook(foreign, id))).code).toBe("webhook_not_found");
  expect(fields()?.name).toBe("Parked calls to CRM");
});

test("what Kazoo refuses comes back at the field and changes nothing", async () => {
  const { context, id, fields } = await startWith("Parked calls to CRM");
  const before = fields();
  const changing = updateWebhook(context(), id, { url: "http://127.0.0.1/x" });
  expect(Object.keys((await problemOf(changing)).fields)).toEqual(["url"]);
  expect(fields()).toEqual(before);
});

test("with the revision that was read it changes only what nobody else has changed since", async () => {
  const { context, id, fields } = await startWith("Fax box changes");
  const read = (await getWebhook(context(), id)).detail?.revision ?? "";
  expect(read).not.toBe("");
  const renamed = await updateWebhook(context(), id, { name: "Theirs" }, read);
  expect(renamed.detail?.revision).not.toBe(read);
  const late = updateWebhook(context(), id, { name: "Mine" }, read);
  expect((await problemOf(late)).code).toBe("kazoo_conflict");
  expect(fields()?.name).toBe("Theirs");
  await updateWebhook(context(), id, { name: "Mine" });
  expect(fields()?.name).toBe("Mine");
});

test("fields that Hookline doesn't know are told, kept, changed and taken away", async () => {
  const { context, id, fields } = await startWith("Parked calls to CRM");
  expect((await getWebhook(context(), id)).detail?.otherFields).toEqual({});
  await updateWebhook(context(), id, {
    group: "Parking",
    otherFields: { theirs: 1, version: "v2" },
  });
  expect(fields()).toMatchObject({ group: "Parking", version: "v2" });
  await updateWebhook(context(), id, { requestHeaders: { "X-Key": "secret" } });
  expect(fields()).toMatchObject({
    group: "Parking",
    custom_request_headers: { "X-Key": "secret" },
  });
  const { detail } = await updateWebhook(context(), id, {
    requestHeaders: {},
    otherFields: { version: null },
  });
  expect(detail).toMatchObject({ otherFields: { theirs: 1 } });
  expect(detail?.requestHeaders).toBeUndefined();
  expect(Object.keys(fields() ?? {})).not.toContain("custom_request_headers");
});

test("Kazoo's own fields can't be reached as unknown ones", async () => {
  const { context, id, fields } = await startWith("Parked calls to CRM");
  const before = fields();
  const otherFields = {
    uri: "https://evil.example",
    enabled: false,
    pvt_account_id: "x",
    _id: "y",
  };
  await updateWebhook(context(), id, { name: "Parked", otherFields });
  expect(fields()).toEqual({ ...before, name: "Parked" });
});
