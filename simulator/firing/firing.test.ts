import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import { objectEvent } from "../events/object-event";
import type { JsonObject } from "../json/json";
import { type Simulator, startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn } from "../testing/api-client";
import { type Receiver, type ReceiverBehaviour, startReceiver } from "../testing/receiver";

let simulator: Simulator;
let call: ApiClient;
let receiver: Receiver;
let session: { token: string; accountId: string };

beforeEach(async () => {
  const clock = createClock({ manual: true });
  simulator = await startSimulator({
    resolveHosts: "loopback-only",
    seed: "demo",
    allowLoopback: true,
    rateLimit: false,
    clock,
  });
  call = apiClient(simulator);
  session = await logIn(call);
});
afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

async function receive(behave?: ReceiverBehaviour): Promise<void> {
  receiver = await startReceiver(behave);
}

async function addWebhook(fields: JsonObject = {}, path = "/hook"): Promise<string> {
  const data = { name: "w", uri: receiver.url + path, hook: "channel_create", ...fields };
  const collection = `/v2/accounts/${session.accountId}/webhooks`;
  return String((await call("PUT", collection, { token: session.token, data })).data.id);
}

const fire = (payload: JsonObject = { a: "b c" }, trigger = "channel_create") =>
  simulator.fire({ accountId: session.accountId, trigger, payload });

/** Waits for real I/O until the condition holds, letting simulated time pass if asked to. */
async function until(condition: () => boolean, stepSeconds = 0): Promise<void> {
  while (!condition()) {
    if (stepSeconds > 0) await simulator.advance(stepSeconds);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const attempts = async (id: string) =>
  (await call("GET", `/v2/accounts/${session.accountId}/webhooks/${id}/attempts`, session)).list;

describe("a request", () => {
  test("has exactly Kazoo's headers, in its order", async () => {
    await receive();
    const id = await addWebhook({ format: "json" });
    await fire();
    const body = `{\n  "a" : "b c",\n  "cluster_id" : "${simulator.world.clusterId}"\n}`;
    expect(receiver.requests).toEqual([
      {
        method: "POST",
        url: "/hook",
        body,
        rawHeaders: [
          ...["content-type", "application/json", "content-length", String(body.length)],
          ...["te", "", "host", receiver.url.slice(7), "connection", "keep-alive"],
          ...["x-hook-id", id, "x-account-id", session.accountId],
        ],
      },
    ]);
  });

  test("overlays custom data in reverse order, cluster id last", async () => {
    await receive();
    const custom = { type: "user", action: "all", x: "1", id: "mine", y: "2" };
    await addWebhook({ hook: "object", custom_data: custom });
    await fire({ id: "u1", action: "doc_created", type: "user" }, "object");
    expect(receiver.requests[0]?.body).toBe(
      `id=mine&action=doc_created&type=user&y=2&x=1&cluster_id=${simulator.world.clusterId}`,
    );
  });

  test("by GET carries the payload behind a second question mark", async () => {
    await receive();
    await addWebhook({ http_verb: "get" }, "/hook?t=1");
    await fire();
    expect(receiver.requests[0]?.url).toBe(
      `/hook?t=1?a=b+c&cluster_id=${simulator.world.clusterId}`,
    );
    expect(receiver.requests[0]?.rawHeaders.slice(0, 2)).toEqual(["content-length", "0"]);
  });

  test("by GET with brackets is never sent, and counts as failed", async () => {
    await receive();
    const id = await addWebhook({ http_verb: "get", retries: 1 });
    await fire({ o: { a: "x" } });
    expect(receiver.requests).toHaveLength(0);
    expect(await attempts(id)).toMatchObject([{ client_error: "unknown" }]);
  });
});

describe("an answer", () => {
  test.each([
    ["post", 200, 0],
    ["post", 201, 1],
    ["put", 201, 0],
    ["post", 204, 1],
    ["post", 500, 1],
  ])("to %s with %i leaves %i failed attempts and is not retried", async (verb, status, count) => {
    await receive((_request, response) => response.writeHead(status).end());
    const id = await addWebhook({ http_verb: verb });
    await fire();
    expect(receiver.requests).toHaveLength(1);
    expect(await attempts(id)).toHaveLength(count);
  });

  test("that is bad is logged with the form body as nested lists", async () => {
    await receive((_request, response) => response.writeHead(500).end("no"));
    const id = await addWebhook();
    await fire();
    expect(await attempts(id)).toMatchObject([
      {
        resp_status_code: "500",
        resp_body: "no",
        try: 2,
        retries_left: 1,
        reason: "bad response code",
        hook_event: "CHANNEL_CREATE",
        req_body: [["a", "=", "b+c"], "&", ["cluster_id", "=", simulator.world.clusterId]],
      },
    ]);
  });

  test("that breaks off is tried again after two seconds", async () => {
    await receive((_request, response) => response.socket?.destroy());
    const id = await addWebhook({ retries: 3 });
    let isDone = false;
    void fire().then(() => {
      isDone = true;
    });
    await until(() => simulator.deliveries().length === 1);
    await simulator.advance(1.9);
    expect(receiver.requests).toHaveLength(1);
    await until(() => isDone, 2);
    expect(receiver.requests).toHaveLength(3);
    const left = (await attempts(id)).map((attempt) => attempt.retries_left);
    expect(left).toEqual(["retries exceeded", 2, 3]);
  });

  test("503 with Retry-After is sent again by the client, and no failure", async () => {
    await receive((_request, response) => {
      const isReady = receiver.requests.length === 4;
      response.writeHead(isReady ? 200 : 503, isReady ? {} : { "retry-after": "5" }).end();
    });
    const id = await addWebhook();
    void fire();
    await until(() => simulator.deliveries().length === 1, 5);
    expect(receiver.requests).toHaveLength(4);
    expect(await attempts(id)).toEqual([]);
  });

  test("302 becomes a GET without a body", async () => {
    await receive(({ url }, response) => {
      if (url === "/New") response.end();
      else response.writeHead(302, { location: "/New" }).end();
    });
    await addWebhook();
    await fire();
    expect(receiver.requests[1]).toMatchObject({ method: "GET", url: "/New", body: "" });
    expect(simulator.deliveries()[0]?.outcome).toBe("success");
  });
});

describe("the webhooks of an event", () => {
  test("include those of ancestors that want sub-accounts", async () => {
    await receive();
    await addWebhook({ include_subaccounts: true });
    await addWebhook({}, "/own");
    const { list } = await call("GET", `/v2/accounts/${session.accountId}/descendants`, session);
    for (const { id } of list) {
      await simulator.fire({ accountId: String(id), trigger: "channel_create", payload: {} });
    }
    expect(receiver.requests).toHaveLength(list.length);
    expect(receiver.requests.map(({ url }) => url)).not.toContain("/own");
  });

  test("leave out loopback legs when told to", async () => {
    await receive();
    await addWebhook({ include_internal_legs: false });
    const { accountId } = session;
    await simulator.fire({ accountId, trigger: "channel_create", payload: {}, isLoopback: true });
    expect(receiver.requests).toHaveLength(0);
  });

  test("include one that was created disabled, until it is edited", async () => {
    await receive();
    const id = await addWebhook({ enabled: false });
    await fire();
    expect(receiver.requests).toHaveLength(1);
    const path = `/v2/accounts/${session.accountId}/webhooks/${id}`;
    await call("PATCH", path, { token: session.token, data: { enabled: false } });
    await fire();
    expect(receiver.requests).toHaveLength(1);
  });

  test("are lost when a null crashes a form webhook", async () => {
    await receive();
    const id = await addWebhook();
    await fire({ a: null });
    expect(receiver.requests).toHaveLength(0);
    expect(await attempts(id)).toEqual([]);
  });

  test("hear of a deleted user as an object and of a new one twice", async () => {
    await receive();
    await addWebhook({ hook: "all" });
    const data = { first_name: "A", last_name: "B" };
    const users = `/v2/accounts/${session.accountId}/users`;
    const user = await call("PUT", users, { token: session.token, data });
    await until(() => receiver.requests.length === 2);
    await call("DELETE", `${users}/${user.data.id}`, session);
    await until(() => receiver.requests.length === 3);
    expect(receiver.requests[2]?.body).toContain("action=doc_deleted&type=user");
  });
});

describe("many events at once", () => {
  test("are all sent, each on its own", async () => {
    await receive((_request, response) => setTimeout(() => response.end(), 30));
    await addWebhook();
    await Promise.all(Array.from({ length: 40 }, (_, index) => fire({ n: index })));
    const sent = receiver.requests.map(({ body }) => Number(/n=(\d+)/.exec(body)?.[1]));
    expect(sent.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index));
  });
});

describe("the disabler", () => {
  test("acts within 15 s of the sixth failure, and a re-enable brings the webhook back", async () => {
    await receive((_request, response) => response.writeHead(500).end());
    const id = await addWebhook({ hook: "object", custom_data: { type: "user", action: "all" } });
    const event = objectEvent(session.accountId, "user", "u1", "doc_edited");
    for (let count = 0; count < 6; count += 1) await simulator.fire(event);
    const path = `/v2/accounts/${session.accountId}/webhooks`;
    const state = async () =>
      (await call("GET", path, session)).list.find((webhook) => webhook.id === id);
    expect(await state()).toMatchObject({ enabled: true });
    await simulator.advance(15);
    expect(await state()).toMatchObject({ disable_reason: "too many failed attempts" });
    await simulator.fire(event);
    expect(receiver.requests).toHaveLength(6);
    await call("PATCH", path, { token: session.token, data: { "re-enable": true } });
    await simulator.fire(event);
    expect(receiver.requests).toHaveLength(7);
  });

  test("forgets failures that are older than a minute", async () => {
    await receive((_request, response) => response.writeHead(500).end());
    const id = await addWebhook();
    for (let count = 0; count < 6; count += 1) {
      await fire();
      await simulator.advance(20);
    }
    expect(simulator.world.webhooks.get(id)?.disabledMessage).toBeUndefined();
  });
});

describe("a played call", () => {
  test("goes through create, answer, bridge and destroy", async () => {
    await receive();
    await addWebhook({ hook: "all", format: "json" });
    const callId = simulator.playCall({ accountId: session.accountId, stageMs: 1000 });
    // One delivery at a time: those of different events may overtake each other.
    for (const count of [1, 2, 3, 4]) {
      await until(() => receiver.requests.length === count);
      await simulator.advance(1);
    }
    const bodies: JsonObject[] = receiver.requests.map(({ body }) => JSON.parse(body));
    expect(bodies.map((body) => body.hook_event)).toEqual([
      ...["channel_create", "channel_answer", "channel_bridge", "channel_destroy"],
    ]);
    expect(new Set(bodies.map((body) => body.call_id))).toEqual(new Set([callId]));
  });
});

test("a name below localhost is no localhost to Kazoo, and is this machine", async () => {
  await receive();
  const strict = await startSimulator({ seed: "demo", resolveHosts: "loopback-only" });
  const ask = apiClient(strict);
  const operator = await logIn(ask);
  const path = `/v2/accounts/${operator.accountId}/webhooks`;
  const uri = receiver.url.replace("127.0.0.1", "receiver.localhost");
  const data = { name: "n", hook: "sms", uri };
  const refused = await ask("PUT", path, { ...operator, data: { ...data, uri: receiver.url } });
  const accepted = await ask("PUT", path, { ...operator, data });
  await strict.fire({ accountId: operator.accountId, trigger: "sms", payload: {} });
  await strict.close();
  expect([refused.status, accepted.status]).toEqual([400, 201]);
  expect(receiver.requests).toHaveLength(1);
});
