import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import { objectAt } from "../json/json";
import { type Simulator, startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn } from "../testing/api-client";

let simulator: Simulator;
let call: ApiClient;
let token: string;
let accountId: string;
let collection: string;

const minimal = { name: "minimal", uri: "http://hooks.example/x", hook: "channel_create" };
const object = { ...minimal, hook: "object", custom_data: { type: "user", action: "all" } };

beforeAll(async () => {
  const clock = createClock({ manual: true });
  simulator = await startSimulator({ resolveHosts: "loopback-only", rateLimit: false, clock });
  call = apiClient(simulator);
});
beforeEach(async () => {
  simulator.reset("demo");
  ({ token, accountId } = await logIn(call));
  collection = `/v2/accounts/${accountId}/webhooks`;
});
afterAll(() => simulator.close());

const put = (data: object) => call("PUT", collection, { token, data });
const item = (id: unknown) => `${collection}/${id}`;

async function created(data: object): Promise<string> {
  const answer = await put(data);
  expect(answer.status).toBe(201);
  return String(answer.data.id);
}

function autoDisable(id: string): void {
  const webhook = simulator.world.webhooks.get(id);
  if (!webhook) throw new Error("no such webhook");
  webhook.disabledMessage = "too many failed attempts";
  webhook.fields = { ...webhook.fields, enabled: false };
}

async function listed(id: string) {
  const { list } = await call("GET", collection, { token });
  return list.find((webhook) => webhook.id === id);
}

describe("creating a webhook", () => {
  test("appends the defaults and the id, and tells where it is", async () => {
    const answer = await put(minimal);
    expect(JSON.stringify(answer.data)).toBe(
      JSON.stringify({
        ...minimal,
        enabled: true,
        format: "form-data",
        http_verb: "post",
        include_internal_legs: true,
        retries: 2,
        id: answer.data.id,
      }),
    );
    expect(answer.headers.get("location")).toBe(item(answer.data.id));
    expect(answer.body.revision).toMatch(/^1-/);
  });

  test("casts what it can and drops private fields", async () => {
    const { data } = await put({ ...minimal, retries: "3", enabled: "true", pvt_x: 1, _id: "abc" });
    expect(data).toMatchObject({ retries: 3, enabled: true, id: "abc" });
    expect(data).not.toHaveProperty("pvt_x");
    expect((await put({ ...minimal, retries: 1.5 })).data.retries).toBe(2);
    expect((await put({ ...minimal, _id: "abc" })).status).toBe(409);
  });

  test.each([
    [{}, "name", { required: { message: "Field is required but missing", value: "name" } }],
    [
      { ...minimal, retries: 5 },
      "retries",
      { maximum: { message: "Value must be at most 4", target: 4, value: 5 } },
    ],
    [
      { ...minimal, uri: "https://localhost:345/x" },
      "uri",
      { error: { message: "invalid client URL", value: "https://localhost:345/x" } },
    ],
    [
      { ...minimal, hook: "object" },
      "custom_data.action",
      { required: { message: "missing required modifier" } },
    ],
    [
      { ...minimal, custom_data: { n: 1 } },
      "custom_data.n",
      { type: { message: "Value did not match type(s): string", target: "string", value: 1 } },
    ],
  ])("refuses %o because of %s", async (data, field, rule) => {
    const answer = await put(data);
    expect(answer.status).toBe(400);
    expect(answer.data[field]).toEqual(rule);
  });

  test("breaks on a number as URL, as Kazoo does", async () => {
    const answer = await put({ ...minimal, uri: 5 });
    expect(answer.body).toMatchObject({ error: "500", data: {} });
  });

  test.each(["http://127.0.0.2/h", "http://[::1]/h", "http://10.0.0.5/h", "http://intranet/h"])(
    "accepts %s",
    async (uri) => {
      expect((await put({ ...minimal, uri })).status).toBe(201);
    },
  );
});

describe("changing a webhook", () => {
  test("by POST replaces it, and silently enables it again", async () => {
    const id = await created({ ...minimal, group: "ops", enabled: false });
    const { data } = await call("POST", item(id), { token, data: minimal });
    expect(data.enabled).toBe(true);
    expect(data).not.toHaveProperty("group");
  });

  test("by PATCH merges the top level only, and null removes", async () => {
    const id = await created({ ...object, group: "ops" });
    const nested = await call("PATCH", item(id), { token, data: { custom_data: { x: "y" } } });
    expect(Object.keys(nested.data)).toEqual(["custom_data.type", "custom_data.action"]);
    const removed = await call("PATCH", item(id), { token, data: { group: null } });
    expect(removed.data).not.toHaveProperty("group");
    expect((await call("PATCH", item(id), { token, data: { name: null } })).status).toBe(400);
  });

  test("checks If-Match and If-None-Match against the revision", async () => {
    const id = await created(minimal);
    const stale = { token, data: { name: "n" }, headers: { "if-match": '"1-dead"' } };
    const refused = await call("PATCH", item(id), stale);
    expect([refused.status, refused.text]).toEqual([412, ""]);
    const etag = (await call("GET", item(id), { token })).headers.get("etag") ?? "";
    const same = await call("GET", item(id), { token, headers: { "if-none-match": etag } });
    expect(same.status).toBe(304);
    const good = { token, data: { name: "n" }, headers: { "if-match": etag } };
    expect((await call("PATCH", item(id), good)).status).toBe(200);
  });

  test("is possible through another account's path: nobody checks", async () => {
    const id = await created(minimal);
    const children = await call("GET", `/v2/accounts/${accountId}/children`, { token });
    const other = `/v2/accounts/${children.list[0]?.id}/webhooks/${id}`;
    expect((await call("GET", other, { token })).status).toBe(200);
    const gone = await call("DELETE", other, { token });
    expect(gone.data).toMatchObject({ id, _read_only: { deleted: true } });
    expect((await call("GET", item(id), { token })).data).toEqual({
      cause: id,
      message: "bad identifier",
    });
  });

  test("refuses the verbs that are not there, and tunnels one", async () => {
    expect((await call("DELETE", collection, { token })).status).toBe(405);
    expect((await call("PUT", item("x"), { token, data: {} })).status).toBe(405);
    const body = JSON.stringify({ data: minimal, verb: "PUT" });
    expect((await call("POST", collection, { token, body })).status).toBe(201);
  });
});

describe("an auto-disabled webhook", () => {
  test("shows its reason in the list and not in the document", async () => {
    const id = await created(minimal);
    autoDisable(id);
    expect(await listed(id)).toEqual({
      id,
      hook: "channel_create",
      name: "minimal",
      uri: minimal.uri,
      enabled: false,
      disable_reason: "too many failed attempts",
    });
    const single = await call("GET", item(id), { token });
    expect(single.data).not.toHaveProperty("disable_reason");
  });

  test("keeps a stale reason when a PATCH enables it", async () => {
    const id = await created(minimal);
    autoDisable(id);
    const patched = await call("PATCH", item(id), { token, data: { enabled: true } });
    expect(patched.data.disable_reason).toBe("too many failed attempts");
    expect(await listed(id)).not.toHaveProperty("disable_reason");
  });

  test("comes back by the collection, a disabled one does not", async () => {
    const auto = await created(minimal);
    const manual = await created({ ...minimal, enabled: false });
    autoDisable(auto);
    const missing = await call("PATCH", collection, { token, data: {} });
    expect(missing.data).toHaveProperty("re-enable.required");
    const wrong = await call("PATCH", collection, { token, data: { "re-enable": false } });
    expect(wrong.data).toHaveProperty("re-enable.enum.target", [true]);
    const done = await call("PATCH", collection, { token, data: { "re-enable": true } });
    expect(done.body.data).toBe("hooks updated");
    expect(await listed(auto)).toMatchObject({ enabled: true });
    expect(await listed(manual)).toMatchObject({ enabled: false });
  });
});

describe("the list of webhooks", () => {
  test("is sorted by id descending and paged by 50", async () => {
    for (let count = 0; count < 60; count += 1) await created(minimal);
    const first = await call("GET", collection, { token });
    expect(first.list).toHaveLength(50);
    const key = String(first.body.next_start_key);
    const second = await call("GET", `${collection}?start_key=${key}`, { token });
    const ids = [...first.list, ...second.list].map((webhook) => String(webhook.id));
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(second.body).not.toHaveProperty("next_start_key");
    const all = await call("GET", `${collection}?paginate=false`, { token });
    expect(all.list).toHaveLength(ids.length);
    expect(all.body).not.toHaveProperty("page_size");
    expect((await call("GET", `${collection}?start_key=xx`, { token })).status).toBe(500);
    expect((await call("GET", `${collection}?page_size=0`, { token })).status).toBe(404);
  });

  test("can be filtered by stored fields that it does not show", async () => {
    await created({ ...object, format: "json" });
    const answer = await call("GET", `${collection}?filter_http_verb=post&filter_hook=sms`, {
      token,
    });
    expect(answer.body).toMatchObject({ data: [], page_size: 0 });
    expect(answer.body).not.toHaveProperty("revision");
    const typed = await call("GET", `${collection}?filter_custom_data.type=user`, { token });
    expect(typed.list).toHaveLength(1);
  });
});

describe("the trigger catalogue", () => {
  const names = (answer: { list: { [key: string]: unknown }[] }) => {
    const notifications = answer.list.find((trigger) => trigger.id === "notifications");
    const modifiers = objectAt(JSON.parse(JSON.stringify(notifications)), "modifiers");
    return Object.keys(objectAt(objectAt(modifiers ?? {}, "type") ?? {}, "items") ?? {});
  };

  test("needs no token and hides two notifications from tenants", async () => {
    const open = await call("GET", "/v2/webhooks");
    expect(open.list.map((trigger) => trigger.id)).toEqual([
      ...["sms", "object", "notifications", "mms", "channel_destroy", "channel_create"],
      ...["channel_bridge", "channel_answer", "parking"],
    ]);
    expect(names(open)).not.toContain("webhook_disabled");
    const master = await logIn(call, {
      username: "admin",
      password: "admin",
      accountName: "master",
    });
    expect(names(await call("GET", "/v2/webhooks", master))).toContain("webhook_disabled");
    expect((await call("PUT", "/v2/webhooks", { data: {} })).status).toBe(401);
    expect((await call("PUT", "/v2/webhooks", { token, data: {} })).status).toBe(403);
  });

  test("has samples under prefixed ids", async () => {
    const path = "/v2/webhooks/samples";
    expect((await call("GET", path)).body.data).toContain("webhooks_object");
    const edited = await call("GET", `${path}/webhooks_object?filter_action=doc_edited`);
    expect(edited.list).toHaveLength(1);
    const short = await call("GET", `${path}/object`);
    expect(short.body).toMatchObject({ data: ["object"], message: "bad identifier" });
  });
});
