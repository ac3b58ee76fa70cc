import { expect, test } from "vitest";
import { created, createdWebhook } from "@/tests/support/kazoo-contract/clean-up";
import { describeContract } from "@/tests/support/kazoo-contract/describe-contract";
import type { ContractKazoo } from "@/tests/support/kazoo-contract/targets";

const required = { required: { message: "missing required modifier" } };
const TARGET = "http://hooks.example.invalid/contract";

/** An account of its own below the login's, so that lists hold nothing else. */
async function childAccount(kazoo: ContractKazoo): Promise<string> {
  const { call, token, accountId } = kazoo;
  const data = { name: kazoo.unique("Contract child") };
  const answer = await call("PUT", `accounts/${accountId}`, { token, data });
  return String(answer.data.id);
}

describeContract("webhook documents", (kazoo, { version }) => {
  const collection = () => `accounts/${kazoo().accountId}/webhooks`;
  const put = (data: object) =>
    kazoo().call("PUT", collection(), { token: kazoo().token, data: { name: "x", ...data } });

  test("4, 5, 7, 11, 12, 22: a webhook's life in a new account, from an empty list to one", async () => {
    const { call, token } = kazoo();
    const child = await childAccount(kazoo());
    const path = `accounts/${child}/webhooks`;
    const list = async () => (await call("GET", path, { token })).list.map(({ id }) => id);
    expect(await list()).toEqual([]);
    const data = { name: "New call", uri: "https://webhook.host/here", hook: "channel_create" };
    const answer = await call("PUT", path, { token, data });
    expect(answer.status).toBe(201);
    expect(answer.data.id).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.headers.get("location")).toBe(`/v2/${path}/${answer.data.id}`);
    expect(await list()).toEqual([answer.data.id]);
    const item = `${path}/${answer.data.id}`;
    expect((await call("GET", item, { token })).data).toMatchObject(data);
    const deleted = await call("DELETE", item, { token });
    expect(deleted.status).toBe(200);
    expect(deleted.data).toMatchObject({ id: answer.data.id, _read_only: { deleted: true } });
    expect(await list()).toEqual([]);
    expect((await call("GET", item, { token })).status).toBe(404);
    expect((await call("DELETE", `accounts/${child}`, { token })).status).toBe(200);
  });

  test("defaults are stored and answered", async () => {
    const { data, envelope } = await createdWebhook(kazoo());
    expect(data).toMatchObject({
      enabled: true,
      format: "form-data",
      http_verb: "post",
      include_internal_legs: true,
      retries: 2,
    });
    expect(data).not.toHaveProperty("include_subaccounts");
    expect(envelope.revision).toMatch(/^1-/);
  });

  test("values are cast, unknown fields kept, private ones dropped", async () => {
    const odd = { retries: "3", enabled: "true", group: "ops", pvt_type: "evil" };
    const { data } = await createdWebhook(kazoo(), odd);
    expect(data).toMatchObject({ retries: 3, enabled: true, group: "ops" });
    expect(data).not.toHaveProperty("pvt_type");
  });

  test("the list shows seven fields at most", async () => {
    const { id } = await createdWebhook(kazoo(), { group: "ops" });
    const path = `${collection()}?paginate=false`;
    const { list } = await kazoo().call("GET", path, { token: kazoo().token });
    const item = list.find((webhook) => webhook.id === id);
    expect(Object.keys(item ?? {}).sort()).toEqual([
      ...["enabled", "group", "hook", "id", "name", "uri"],
    ]);
  });

  test.each([
    "https://localhost:345/webhook",
    "http://0.0.0.0/x",
    "ftp://host.example/x",
    "/relative",
    "",
    "HTTP://host.example/x",
  ])("14, 23: the URL %j is refused", async (uri) => {
    const answer = await put({ uri, hook: "channel_destroy" });
    expect(answer.status).toBe(400);
    expect(answer.data).toEqual({ uri: { error: { message: "invalid client URL", value: uri } } });
  });

  test("24: an object webhook without custom data misses both modifiers", async () => {
    const answer = await put({ uri: TARGET, hook: "object" });
    const prefix = version === "master" ? "custom_data." : "";
    expect(answer.status).toBe(400);
    expect(answer.data).toEqual({ [`${prefix}type`]: required, [`${prefix}action`]: required });
  });

  test("the tutorial's top-level action and type do not count as modifiers", async () => {
    const answer = await put({ uri: TARGET, hook: "object", action: "doc_deleted", type: "user" });
    expect(Object.keys(answer.data)).toHaveLength(2);
  });

  test("a modifier's wrong value names the allowed ones", async () => {
    const custom_data = { type: "usr", action: "doc_deleted" };
    const answer = await put({ uri: TARGET, hook: "object", custom_data });
    const key = version === "master" ? "custom_data.type" : "type";
    expect(answer.data[key]).toMatchObject({ enum: { cause: "usr" } });
  });

  test("all is an object modifier on master only", async () => {
    const custom_data = { type: "user", action: "all" };
    const fields = { name: kazoo().unique("all"), uri: TARGET, hook: "object", custom_data };
    const answer = await created(kazoo(), "webhooks", fields);
    expect(answer.status).toBe(version === "master" ? 201 : 400);
  });

  test("schema errors say the rule, its target and the value", async () => {
    const answer = await put({ uri: TARGET, hook: "sms", retries: 5, http_verb: "patch" });
    expect(answer.data).toEqual({
      retries: { maximum: { message: "Value must be at most 4", target: 4, value: 5 } },
      http_verb: {
        enum: {
          message: "Value not found in enumerated list of values",
          target: ["get", "post", "put"],
          value: "patch",
        },
      },
    });
  });

  test("26: POST replaces the document, and enables it when enabled is left out", async () => {
    const { path } = await createdWebhook(kazoo(), { group: "ops", enabled: false });
    const { call, token } = kazoo();
    const data = { name: "replaced", uri: TARGET, hook: "sms" };
    const answer = await call("POST", path, { token, data });
    expect(answer.status).toBe(200);
    expect(answer.data).toMatchObject({ ...data, enabled: true });
    expect(answer.data).not.toHaveProperty("group");
  });

  test("PATCH merges the top level: null removes, custom_data is replaced whole", async () => {
    const custom = { a: "1", b: "2" };
    const { path } = await createdWebhook(kazoo(), { group: "ops", custom_data: custom });
    const { call, token } = kazoo();
    const data = { group: null, custom_data: { c: "3" }, enabled: false };
    const answer = await call("PATCH", path, { token, data });
    expect(answer.data).toMatchObject({ custom_data: { c: "3" }, enabled: false, hook: "parking" });
    expect(answer.data).not.toHaveProperty("group");
    const nullName = await call("PATCH", path, { token, data: { name: null } });
    expect(nullName.data).toHaveProperty("name.required");
  });

  test("27: the collection's PATCH re-enables, and says what it needs", async () => {
    const { call, token } = kazoo();
    const patch = (path: string, data: object) => call("PATCH", path, { token, data });
    expect((await patch(collection(), { "re-enable": true })).envelope.data).toBe("hooks updated");
    const missing = await patch(collection(), {});
    expect(missing.status).toBe(400);
    expect(missing.data).toEqual({
      "re-enable": { required: { message: "re-enable is required to patch collections" } },
    });
    const wrong = await patch(collection(), { "re-enable": false });
    expect(wrong.data).toEqual({
      "re-enable": {
        enum: { message: "value not found in enumerated list of values", target: [true] },
      },
    });
    const descendants = `accounts/${kazoo().accountId}/descendants/webhooks`;
    expect((await patch(descendants, { "re-enable": true })).status).toBe(200);
  });

  test("an unknown id is 404, a wrong verb 405", async () => {
    const { call, token } = kazoo();
    const unknown = `${collection()}/${"0".repeat(32)}`;
    for (const method of ["GET", "DELETE"]) {
      const answer = await call(method, unknown, { token });
      expect(answer.status).toBe(404);
      expect(answer.data).toEqual({ cause: "0".repeat(32), message: "bad identifier" });
    }
    expect((await call("DELETE", collection(), { token })).status).toBe(405);
  });

  test("an id that is taken is a conflict", async () => {
    const { id } = await createdWebhook(kazoo());
    const answer = await put({ uri: TARGET, hook: "sms", id });
    expect(answer.status).toBe(409);
    expect(answer.envelope.message).toBe("datastore_conflict");
  });

  test("an item can be read through another account's path: clients must check for themselves", async () => {
    const { id } = await createdWebhook(kazoo());
    const child = await childAccount(kazoo());
    const { call, token } = kazoo();
    const answer = await call("GET", `accounts/${child}/webhooks/${id}`, { token });
    await call("DELETE", `accounts/${child}`, { token });
    expect(answer.status).toBe(200);
  });

  test("30: attempts have a default range of 31 days, and no reversed or wider one", async () => {
    const { call, token } = kazoo();
    const path = `${collection()}/attempts`;
    expect((await call("GET", path, { token })).status).toBe(200);
    const reversed = await call("GET", `${path}?created_from=200&created_to=100`, { token });
    expect(reversed.status).toBe(400);
    expect(reversed.data).toEqual({
      created_from: {
        date_range: { message: "created_to 100 is prior to created_from 200", cause: 200 },
      },
    });
    const wide = await call("GET", `${path}?created_from=1&created_to=2682002`, { token });
    expect(wide.data).toHaveProperty("created_from.date_range.cause", 2682002);
    const unknown = await call("GET", `${collection()}/${"0".repeat(32)}/attempts`, { token });
    expect(unknown.envelope.data).toEqual([]);
  });
});
