import { describe, expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { startDemoKazoo } from "@/tests/support/kazoo/demo-kazoo";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope, type Step } from "@/tests/support/kazoo/replay-server";

const access = { cluster: "test", token: "t" };
const accountId = "e8404efaea7c405af845c72d7f7505b0";
const fields = {
  name: "User deleted",
  trigger: "object",
  url: "https://crm.example/deleted",
  enabled: true,
  httpVerb: "put",
  format: "json",
  retries: 4,
  includeSubaccounts: true,
  includeInternalLegs: false,
  customData: { type: "user", action: "doc_deleted", my: "data" },
};

describe("the list", () => {
  test("tells active, disabled and auto-disabled apart", async () => {
    const { session, accountId } = await startDemoKazoo();
    const items = await session.listWebhooks(accountId);
    const stateOf = new Map(items.map((item) => [item.name, [item.state, item.disableReason]]));
    expect(stateOf.get("Parked calls to CRM")).toEqual(["active", null]);
    expect(stateOf.get("Finished calls to billing")).toEqual(["disabled", null]);
    expect(stateOf.get("Call pop-up")).toEqual(["auto-disabled", "too many failed attempts"]);
  });

  test("believes `enabled` before a reason that lingers", async () => {
    const item = { id: "a", hook: "sms", name: "n", uri: "u", enabled: true, disable_reason: "x" };
    const { kazoo } = await kazooReplaying([envelope(200, { data: [item] })]);
    expect((await kazoo.as(access).listWebhooks(accountId))[0]).toMatchObject({
      state: "active",
      disableReason: null,
    });
  });

  test("shows a document that lacks fields, or has ones nobody knows", async () => {
    const data = [{ id: "abc" }, { id: "b", name: 5, hook: "teleport", uri: "u", group: "ops" }];
    const { kazoo } = await kazooReplaying([envelope(200, { data })]);
    const odd = { name: "", state: "active", disableReason: null };
    expect(await kazoo.as(access).listWebhooks(accountId)).toEqual([
      { ...odd, id: "abc", trigger: "", url: "", group: null },
      { ...odd, id: "b", trigger: "teleport", url: "u", group: "ops" },
    ]);
  });
});

describe("one webhook", () => {
  const list = envelope(200, { data: [{ id: "607139662200d627c660cfe983a42083" }] });

  test("is read in our names, as recorded", async () => {
    const { kazoo } = await kazooReplaying([list, "wh_get_ok2"]);
    const webhook = await kazoo
      .as(access)
      .getWebhook(accountId, "607139662200d627c660cfe983a42083");
    expect(webhook).toEqual({
      id: "607139662200d627c660cfe983a42083",
      name: "full",
      trigger: "object",
      url: "https://hooks.example.com:8443/a/b?x=1",
      enabled: true,
      httpVerb: "put",
      format: "json",
      retries: 4,
      includeSubaccounts: true,
      includeInternalLegs: false,
      customData: { type: "user", action: "doc_created", my: "data" },
      group: null,
      otherFields: {},
      revision: "1-abe06b4fa24ac187558cd4dfc10c8db6",
    });
  });

  test("that went between list and look is not found", async () => {
    const { kazoo } = await kazooReplaying([list, "wh_get_bad_id"]);
    const read = kazoo.as(access).getWebhook(accountId, "607139662200d627c660cfe983a42083");
    expect((await problemOf(read)).code).toBe("webhook_not_found");
  });

  test("with the odd custom data of an old document shows it as text", async () => {
    const data = { id: "a", custom_data: { n: 5, o: { k: [1] }, s: "text" } };
    const { kazoo } = await kazooReplaying([
      envelope(200, { data: [{ id: "a" }] }),
      envelope(200, { data }),
    ]);
    expect((await kazoo.as(access).getWebhook(accountId, "a")).customData).toEqual({
      n: "5",
      o: '{"k":[1]}',
      s: "text",
    });
  });

  test("of another account is not found, though Kazoo would read, change and delete it", async () => {
    const { kazoo, login, session, accountId, childId, simulator } = await startDemoKazoo();
    const [foreign] = await session.listWebhooks(accountId);
    const id = foreign?.id ?? "";
    const fresh = () => kazoo.as(login);
    expect((await problemOf(fresh().getWebhook(childId, id))).code).toBe("webhook_not_found");
    const changing = fresh().patchWebhook(childId, id, { name: "taken" });
    expect((await problemOf(changing)).code).toBe("webhook_not_found");
    expect((await problemOf(fresh().deleteWebhook(childId, id))).code).toBe("webhook_not_found");
    // Nor after the session has seen it where it belongs.
    expect((await problemOf(session.deleteWebhook(childId, id))).code).toBe("webhook_not_found");
    expect(simulator.world.webhooks.get(id)?.fields.name).toBe(foreign?.name);
  });

  test("is looked for in the list once, not for every document of it", async () => {
    const { kazoo, server } = await kazooReplaying([list, "wh_get_ok2"]);
    const session = kazoo.as(access);
    await session.listWebhooks(accountId);
    await session.getWebhook(accountId, "607139662200d627c660cfe983a42083");
    await session.getWebhook(accountId, "607139662200d627c660cfe983a42083");
    expect(server.requests).toHaveLength(3);
  });
});

describe("creating", () => {
  test("puts custom data where Kazoo reads it and comes back whole", async () => {
    const { session, accountId, simulator } = await startDemoKazoo();
    const created = await session.createWebhook(accountId, fields);
    expect(created).toEqual({
      ...fields,
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      group: null,
      otherFields: {},
      revision: expect.stringMatching(/^1-/),
    });
    expect(simulator.world.webhooks.get(created.id)?.fields).toMatchObject({
      http_verb: "put",
      hook: "object",
      uri: "https://crm.example/deleted",
      include_subaccounts: true,
      include_internal_legs: false,
      custom_data: { type: "user", action: "doc_deleted", my: "data" },
    });
  });

  test("a disabled one is created and then switched off", async () => {
    const created = envelope(201, { data: { id: "new" } });
    const patched = envelope(200, { data: { id: "new", enabled: false } });
    const { kazoo, server } = await kazooReplaying([created, patched]);
    const webhook = await kazoo.as(access).createWebhook(accountId, { ...fields, enabled: false });
    expect(webhook.enabled).toBe(false);
    expect(server.requests.map(({ method }) => method)).toEqual(["PUT", "PATCH"]);
    expect(JSON.parse(server.requests[0]?.body ?? "").data.enabled).toBe(true);
    expect(JSON.parse(server.requests[1]?.body ?? "")).toEqual({ data: { enabled: false } });
  });

  test("one that could not be switched off is not passed over in silence", async () => {
    const refused: Step = envelope(403, { data: {} });
    const { kazoo } = await kazooReplaying([envelope(201, { data: { id: "new" } }), refused]);
    const creating = kazoo.as(access).createWebhook(accountId, { ...fields, enabled: false });
    const problem = await problemOf(creating);
    expect(problem.code).toBe("kazoo_forbidden");
    expect(problem.message).toMatch(/^The webhook was created but could not be switched off/);
  });

  test("what Kazoo 4.3 does not take is told at the modifier", async () => {
    const { session, accountId } = await startDemoKazoo({ kazoo: "4.3" });
    const creating = session.createWebhook(accountId, { ...fields, customData: { type: "user" } });
    expect(Object.keys((await problemOf(creating)).fields)).toEqual(["modifiers.action"]);
  });
});

describe("changing and deleting", () => {
  test("sends the keys that change and no other", async () => {
    const list = envelope(200, { data: [{ id: "a" }] });
    const { kazoo, server } = await kazooReplaying([list, envelope(200, { data: { id: "a" } })]);
    await kazoo.as(access).patchWebhook(accountId, "a", { name: "new", retries: 0 });
    expect(server.requests[1]).toMatchObject({
      method: "PATCH",
      body: JSON.stringify({ data: { name: "new", retries: 0 } }),
    });
  });

  test("a change keeps what it doesn't name, and an auto-disabled one stays off", async () => {
    const { session, accountId } = await startDemoKazoo();
    const before = (await session.listWebhooks(accountId)).find((w) => w.name === "Call pop-up");
    const id = before?.id ?? "";
    const changed = await session.patchWebhook(accountId, id, { name: "Pop-up" });
    expect(changed).toMatchObject({ name: "Pop-up", enabled: false, url: before?.url });
    const after = (await session.listWebhooks(accountId)).find((w) => w.id === id);
    expect(after?.state).toBe("auto-disabled");
  });

  test("a deleted one is gone from the list, and deleting it again says so", async () => {
    const { session, accountId } = await startDemoKazoo();
    const [first] = await session.listWebhooks(accountId);
    const id = first?.id ?? "";
    await session.deleteWebhook(accountId, id);
    expect((await session.listWebhooks(accountId)).map((w) => w.id)).not.toContain(id);
    expect((await problemOf(session.deleteWebhook(accountId, id))).code).toBe("webhook_not_found");
  });

  test("everything ends with session_over once the token has expired", async () => {
    const { session, accountId, simulator } = await startDemoKazoo();
    const [first] = await session.listWebhooks(accountId);
    const id = first?.id ?? "";
    simulator.expireTokens();
    const problems = await Promise.all(
      [
        session.listTriggers(),
        session.getAccount(accountId),
        session.listWebhooks(accountId),
        session.patchWebhook(accountId, id, { name: "x" }),
        session.refreshToken(),
      ].map(problemOf),
    );
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["session_over"]));
  });
});
