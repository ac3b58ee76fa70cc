import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClock } from "./clock/clock";
import { type Json, type JsonObject, objectAt } from "./json/json";
import type { KazooVersion } from "./options";
import { seededId } from "./seed";
import { type Simulator, startSimulator } from "./simulator";
import { type ApiClient, apiClient, logIn } from "./testing/api-client";
import { type Receiver, startReceiver } from "./testing/receiver";

const accountId = seededId("account/demo");
const collection = `/v2/accounts/${accountId}/webhooks`;

describe.each(["4.3", "master"] as const)("as Kazoo %s", (kazoo: KazooVersion) => {
  const is43 = kazoo === "4.3";
  let simulator: Simulator;
  let receiver: Receiver;
  let call: ApiClient;
  let token: string;

  beforeAll(async () => {
    const clock = createClock({ manual: true });
    receiver = await startReceiver((_request, response) => response.writeHead(201).end());
    simulator = await startSimulator({
      resolveHosts: "loopback-only",
      kazoo,
      seed: "demo",
      allowLoopback: true,
      clock,
    });
    call = apiClient(simulator);
  });
  beforeEach(async () => {
    simulator.reset();
    receiver.requests.length = 0;
    ({ token } = await logIn(call));
  });
  afterAll(async () => {
    await simulator.close();
    await receiver.close();
  });

  const put = (data: JsonObject) =>
    call("PUT", collection, { token, data: { name: "n", uri: receiver.url, ...data } });

  async function items(id: string, modifier: string): Promise<Json> {
    const { list } = await call("GET", "/v2/webhooks");
    const trigger = list.find((item) => item.id === id) ?? {};
    const found = objectAt(objectAt(trigger, "modifiers") ?? {}, modifier)?.items;
    return found ?? null;
  }

  /** A document as an older Kazoo stored it: nothing checked, no defaults. */
  function store(fields: JsonObject): void {
    const { world } = simulator;
    world.webhooks.set(
      "old",
      world.newDocument(accountId, { uri: receiver.url, ...fields }, "old"),
    );
    simulator.restartFiring();
  }

  test("all is a modifier of objects: offered, accepted and matched on master only", async () => {
    expect(JSON.stringify(await items("object", "type")).includes('"all"')).toBe(!is43);
    const custom_data = { type: "all", action: "all" };
    expect((await put({ hook: "object", custom_data })).status).toBe(is43 ? 400 : 201);
    store({ hook: "object", http_verb: "post", custom_data });
    const payload = { type: "user", action: "doc_edited" };
    await simulator.fire({ accountId, trigger: "object", payload });
    expect(receiver.requests.length > 0).toBe(!is43);
  });

  test("modifier errors have their prefix on master only", async () => {
    const { data } = await put({ hook: "object" });
    const keys = is43 ? ["type", "action"] : ["custom_data.type", "custom_data.action"];
    expect(Object.keys(data)).toEqual(keys);
  });

  test("type and action are laid over the payload on 4.3 only", async () => {
    await put({ hook: "notifications", custom_data: { type: "new_user" } });
    const payload = { event_name: "new_user" };
    await simulator.fire({ accountId, trigger: "notifications", payload });
    const expected = is43 ? "event_name=new_user&type=new_user&c" : "event_name=new_user&c";
    expect(receiver.requests[0]?.body.startsWith(expected)).toBe(true);
  });

  test("a 201 to a PUT is a success on master only", async () => {
    await put({ hook: "sms", http_verb: "put" });
    await simulator.fire({ accountId, trigger: "sms", payload: {} });
    expect(simulator.deliveries().at(-1)?.outcome).toBe(is43 ? "failure" : "success");
  });

  test("a stored document without verb and retries is a GET with three tries, or a POST with two", async () => {
    store({ hook: "sms", uri: "http://127.0.0.1:1/x" });
    const fired = simulator.fire({ accountId, trigger: "sms", payload: {} });
    let isDone = false;
    void fired.then(() => {
      isDone = true;
    });
    while (!isDone) {
      await simulator.advance(2);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const tries = simulator.deliveries().map(({ method }) => method);
    expect(tries).toEqual(is43 ? ["GET", "GET", "GET"] : ["POST", "POST"]);
  });

  test("an empty custom_data matches every object on 4.3, and none on master", async () => {
    store({ hook: "object", http_verb: "post", custom_data: {} });
    const payload = { type: "user", action: "doc_edited" };
    await simulator.fire({ accountId, trigger: "object", payload });
    expect(receiver.requests).toHaveLength(is43 ? 1 : 0);
  });

  test("the envelope: version for everybody or for those logged in, tokens or none", async () => {
    const { body } = await call("GET", "/v2/webhooks");
    expect([Object.hasOwn(body, "version"), Object.hasOwn(body, "tokens")]).toEqual([is43, !is43]);
    const refused = await call("GET", collection);
    expect(refused.body.auth_token).toBe(is43 ? "undefined" : undefined);
  });

  test("an expired token fails protected URLs, on master every one and with other words", async () => {
    simulator.expireTokens();
    expect((await call("GET", "/v2/webhooks", { token })).status).toBe(is43 ? 200 : 401);
    const refused = await call("GET", "/v2/token_auth", { token });
    const words = is43 ? "invalid_credentials" : "invalid credentials";
    expect([refused.status, refused.body.message]).toEqual([401, words]);
  });

  test("a request with a token takes one from the bucket on 4.3, none on master", async () => {
    let status = 0;
    for (let count = 0; count < 101; count += 1) {
      ({ status } = await call("GET", `${collection}?page_size=1`, { token }));
    }
    expect(status).toBe(is43 ? 429 : 200);
  });

  test("/v1 works on 4.3 and is gone on master", async () => {
    expect((await call("GET", "/v1/webhooks")).status).toBe(is43 ? 200 : 410);
  });

  test("notifications: cf_notification is master's", async () => {
    const names = JSON.stringify(await items("notifications", "type"));
    expect(names.includes("cf_notification")).toBe(!is43);
  });

  test("the webhooks of a deleted account stay in memory on 4.3", async () => {
    const data = { name: "Short-lived" };
    const child = await call("PUT", `/v2/accounts/${accountId}`, { token, data });
    const path = `/v2/accounts/${child.data.id}`;
    const hook = { name: "n", uri: receiver.url, hook: "sms" };
    await call("PUT", `${path}/webhooks`, { token, data: hook });
    expect((await call("DELETE", path, { token })).status).toBe(200);
    const event = { accountId: String(child.data.id), trigger: "sms", payload: {} };
    await simulator.fire(event);
    expect(receiver.requests).toHaveLength(is43 ? 1 : 0);
  });

  test("channel events say what was requested on 4.3 only", async () => {
    await put({ hook: "channel_create", format: "json" });
    simulator.playCall({ accountId });
    await expect.poll(() => receiver.requests.length, { interval: 1 }).toBe(1);
    const event: JsonObject = JSON.parse(receiver.requests[0]?.body ?? "{}");
    expect(event.request).toEqual(is43 ? event.to : undefined);
  });

  test("a bearer token is no login", async () => {
    const headers = { authorization: `Bearer ${token}` };
    expect((await call("GET", collection, { headers })).status).toBe(401);
  });
});
