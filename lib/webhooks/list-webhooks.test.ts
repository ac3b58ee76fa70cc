import { expect, test } from "vitest";
import { webhookListSchema } from "@/lib/domain/webhook";
import { problemOf } from "@/tests/support/http/problem-of";
import { startWebhookContext } from "@/tests/support/kazoo/webhook-context";
import { listWebhooks } from "./list-webhooks";

const webhooksPath = (accountId: string) => `/v2/accounts/${accountId}/webhooks`;

test("every webhook comes with its state, and its detail in our words", async () => {
  const { context } = await startWebhookContext();
  const items = await listWebhooks(context());
  expect(webhookListSchema.parse({ items, nextCursor: null, switchedOff: [] }).items).toEqual(
    items,
  );
  expect(items).toHaveLength(5);
  expect(items.find(({ name }) => name === "Fax box changes")).toMatchObject({
    trigger: "object",
    state: "active",
    disableReason: null,
    receivesHere: false,
    detail: {
      httpVerb: "post",
      format: "json",
      includeSubaccounts: true,
      modifiers: { type: "faxbox", action: "doc_edited" },
      customData: { source: "kazoo" },
    },
  });
  expect(items.find(({ name }) => name === "Call pop-up")).toMatchObject({
    state: "auto-disabled",
    disableReason: "too many failed attempts",
  });
});

test("without documents the list is the same but for the detail, for one request to Kazoo", async () => {
  const { context } = await startWebhookContext();
  const whole = await listWebhooks(context());
  const { listWebhooks: list, ...rest } = context().kazoo;
  const refuse = () => Promise.reject(new Error("This was not to be asked."));
  const kazoo = { ...rest, listWebhooks: list, listTriggers: refuse, getWebhook: refuse };
  const items = await listWebhooks({ ...context(), kazoo }, { documents: false });
  expect(items).toEqual(whole.map((webhook) => ({ ...webhook, detail: null })));
});

test("of some webhooks only their documents are asked for", async () => {
  const { context } = await startWebhookContext();
  const [first, second] = await listWebhooks(context());
  const asked: string[] = [];
  const kazoo = context().kazoo;
  const counting = {
    ...kazoo,
    getWebhook: (accountId: string, id: string) => {
      asked.push(id);
      return kazoo.getWebhook(accountId, id);
    },
  };
  const ids = [second?.id ?? "", "of-another-account"];
  expect(await listWebhooks({ ...context(), kazoo: counting }, { ids })).toEqual([second]);
  expect(asked).toEqual([second?.id]);
  expect(first?.id).not.toBe(second?.id);
});

test("a webhook on this account's receiver receives here, on another account's it doesn't", async () => {
  const { context, session, accountId, childId, scope, receiverKeys } = await startWebhookContext();
  const here = receiverKeys.urlOf(await receiverKeys.ensure(scope));
  const there = receiverKeys.urlOf(await receiverKeys.ensure({ ...scope, accountId: childId }));
  const [first, second] = await session.listWebhooks(accountId);
  await session.patchWebhook(accountId, first?.id ?? "", { url: here });
  await session.patchWebhook(accountId, second?.id ?? "", { url: there });
  const items = await listWebhooks(context());
  expect(items.filter(({ receivesHere }) => receivesHere).map(({ id }) => id)).toEqual([first?.id]);
});

test("one document that can't be read costs its detail, not the list", async () => {
  const { context, session, accountId, simulator } = await startWebhookContext();
  const [first] = await session.listWebhooks(accountId);
  const pathPrefix = `${webhooksPath(accountId)}/${first?.id}`;
  simulator.faults.add({ kind: "html", status: 500, pathPrefix });
  const items = await listWebhooks(context());
  expect(items).toHaveLength(5);
  expect(items.filter(({ detail }) => detail === null).map(({ id }) => id)).toEqual([first?.id]);
});

test("a Kazoo that stops answering is not pressed for every document", async () => {
  const { context, accountId, simulator, kazoo, login } = await startWebhookContext();
  const session = kazoo.as(login);
  for (let number = 0; number < 30; number += 1) {
    const fields = { trigger: "sms", url: "https://crm.example", customData: {}, retries: 2 };
    const rest = { httpVerb: "post", format: "json", enabled: true };
    const flags = { includeSubaccounts: false, includeInternalLegs: true };
    await session.createWebhook(accountId, { name: `n${number}`, ...fields, ...rest, ...flags });
  }
  simulator.faults.add({
    kind: "status",
    status: 503,
    pathPrefix: `${webhooksPath(accountId)}/`,
    times: 24,
  });
  const items = await listWebhooks(context());
  expect(items).toHaveLength(35);
  expect(items.every(({ detail }) => detail === null)).toBe(true);
  // Eight at once, three tries each; none of the other 27 was asked for.
  expect(simulator.faults.list()).toEqual([]);
});

test("without the triggers nobody can tell modifiers from custom data, but the states are shown", async () => {
  const { context, simulator } = await startWebhookContext();
  simulator.faults.add({ kind: "malformed", pathPrefix: "/v2/webhooks" });
  const items = await listWebhooks(context());
  expect(items).toHaveLength(5);
  expect(items.every(({ detail }) => detail === null)).toBe(true);
});

test("a list that can't be read is an error, not an empty list", async () => {
  const { context, accountId, simulator } = await startWebhookContext();
  simulator.faults.add({ kind: "truncated", pathPrefix: webhooksPath(accountId) });
  expect((await problemOf(listWebhooks(context()))).code).toBe("kazoo_bad_answer");
});

test("a session that ends in the middle is told, not hidden behind missing details", async () => {
  const { context, session, accountId, simulator } = await startWebhookContext();
  const [first] = await session.listWebhooks(accountId);
  const pathPrefix = `${webhooksPath(accountId)}/${first?.id}`;
  simulator.faults.add({ kind: "status", status: 401, pathPrefix });
  expect((await problemOf(listWebhooks(context()))).code).toBe("session_over");
});

test("a webhook deleted between list and look is not shown", async () => {
  const { context, session, accountId, simulator } = await startWebhookContext();
  const [first] = await session.listWebhooks(accountId);
  const kazoo = context().kazoo;
  const deletingAfterTheList = {
    ...kazoo,
    listWebhooks: async (id: string) => {
      const items = await kazoo.listWebhooks(id);
      simulator.world.webhooks.delete(first?.id ?? "");
      return items;
    },
  };
  const items = await listWebhooks({ ...context(), kazoo: deletingAfterTheList });
  expect(items).toHaveLength(4);
});
