import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import type { JsonObject } from "../json/json";
import { type Simulator, startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn } from "../testing/api-client";
import { type Receiver, startReceiver } from "../testing/receiver";

let simulator: Simulator;
let receiver: Receiver;
let call: ApiClient;
let token: string;
let accountId: string;

beforeAll(async () => {
  receiver = await startReceiver();
  const clock = createClock({ manual: true });
  simulator = await startSimulator({
    resolveHosts: "loopback-only",
    seed: "demo",
    clock,
    allowLoopback: true,
    rateLimit: false,
  });
  call = apiClient(simulator);
});
beforeEach(async () => {
  simulator.reset();
  receiver.requests.length = 0;
  ({ token, accountId } = await logIn(call));
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

const webhooks = () => `/v2/accounts/${accountId}/webhooks`;
const object = { name: "n", hook: "object", custom_data: { type: "user", action: "doc_edited" } };

describe("an API fault", () => {
  test.each([
    [{ kind: "status" }, 503, ""],
    [{ kind: "status", status: 404 }, 404, ""],
    [{ kind: "error" }, 503, '"message":"datastore_unreachable"'],
    [{ kind: "error", status: 500, message: "unspecified_fault" }, 500, '"error":"500"'],
    [{ kind: "html" }, 502, "<html>"],
    [{ kind: "malformed" }, 200, "[}"],
  ])("%o answers %i", async (fault, status, text) => {
    simulator.faults.add({ ...fault, times: 1 });
    const response = await fetch(`${simulator.url}/v2/webhooks`);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    expect((await call("GET", "/v2/webhooks")).status).toBe(200);
  });

  test.each(["reset", "truncated"])("%s breaks the connection", async (kind) => {
    simulator.faults.add({ kind, times: 1 });
    await expect(call("GET", "/v2/webhooks")).rejects.toThrow();
  });

  test("large answers ten megabytes", async () => {
    simulator.faults.add({ kind: "large", times: 1 });
    const response = await fetch(`${simulator.url}/v2/webhooks`);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(10_000_000);
  });

  test("hang never answers", async () => {
    simulator.faults.add({ kind: "hang", times: 1 });
    const stop = new AbortController();
    const answer = fetch(`${simulator.url}/v2/webhooks`, { signal: stop.signal });
    const first = await Promise.race([
      answer.then(() => "answered"),
      call("GET", "/v2/about", { token }).then(() => "another was answered"),
    ]);
    expect(first).toBe("another was answered");
    stop.abort();
    await expect(answer).rejects.toThrow();
  });

  test("latency and jitter pass on the simulator's clock", async () => {
    simulator.faults.add({ kind: "latency", latencyMs: 5000, jitterMs: 1000, times: 1 });
    let isAnswered = false;
    const answer = call("GET", "/v2/webhooks").then(({ status }) => {
      isAnswered = true;
      return status;
    });
    await expect.poll(() => simulator.faults.list(), { interval: 1 }).toEqual([]);
    await simulator.advance(4.9);
    await call("GET", "/v2/about", { token });
    expect(isAnswered).toBe(false);
    await simulator.advance(1.2);
    expect(await answer).toBe(200);
  });

  test("can be for one path and one verb", async () => {
    simulator.faults.add({ kind: "status", pathPrefix: webhooks(), method: "PUT" });
    expect((await call("GET", webhooks(), { token })).status).toBe(200);
    expect((await call("PUT", webhooks(), { token, data: {} })).status).toBe(503);
  });

  test("charges have to be accepted", async () => {
    simulator.faults.add({ kind: "charges", pathPrefix: `/v2/accounts/${accountId}/users` });
    const data = { first_name: "A", last_name: "B" };
    const path = `/v2/accounts/${accountId}/users`;
    const refused = await call("PUT", path, { token, data });
    expect(refused.status).toBe(402);
    expect(refused.body.message).toBe("accept charges");
    expect(refused.data).toHaveProperty("activation_charges", 5);
    const body = JSON.stringify({ data, accept_charges: true });
    expect((await call("PUT", path, { token, body })).status).toBe(201);
  });
});

describe("a cluster without its webhooks app", () => {
  test("lists no triggers, checks no modifiers, re-enables nothing and fires nothing", async () => {
    const data = { ...object, uri: receiver.url };
    await call("PUT", webhooks(), { token, data });
    simulator.faults.add({ kind: "no-webhooks-app" });
    const triggers = await call("GET", "/v2/webhooks");
    expect(triggers.body).toMatchObject({ data: [], page_size: 0 });
    const refused = await call("PUT", webhooks(), { token, data });
    expect([refused.status, refused.body.message]).toEqual([503, "datastore_fault"]);
    const patch = { token, data: { "re-enable": true } };
    const answer = await call("PATCH", webhooks(), patch);
    expect(answer.status).toBe(500);
    expect(answer.body.message).toBe("The backend is not configured for this request");
    await simulator.fire(userEdited(1));
    expect(receiver.requests).toHaveLength(0);
    simulator.faults.clear();
    await simulator.fire(userEdited(1));
    expect(receiver.requests).toHaveLength(1);
  });

  test("may only have lost its list of triggers", async () => {
    simulator.faults.add({ kind: "empty-triggers" });
    expect((await call("GET", "/v2/webhooks")).list).toEqual([]);
    const data = { ...object, uri: receiver.url };
    expect((await call("PUT", webhooks(), { token, data })).status).toBe(201);
  });
});

function userEdited(number: number) {
  const payload: JsonObject = { id: String(number), type: "user", action: "doc_edited" };
  return { accountId, trigger: "object", payload };
}

describe("a delivery fault", () => {
  const ids = () => receiver.requests.map(({ body }) => /^id=(\d)/.exec(body)?.[1]).join("");

  beforeEach(() => call("PUT", webhooks(), { token, data: { ...object, uri: receiver.url } }));

  test("slow: the request is sent later", async () => {
    simulator.faults.add({ kind: "slow-delivery", latencyMs: 10_000 });
    const fired = simulator.fire(userEdited(1));
    await simulator.advance(9);
    expect(receiver.requests).toHaveLength(0);
    await simulator.advance(1);
    await fired;
    expect(ids()).toBe("1");
  });

  test("duplicate: the same bytes twice", async () => {
    simulator.faults.add({ kind: "duplicate-delivery", times: 1 });
    await simulator.fire(userEdited(1));
    await simulator.fire(userEdited(2));
    expect(ids()).toBe("112");
    expect(receiver.requests[0]).toEqual(receiver.requests[1]);
  });

  test("reordered: every other event comes after the next one", async () => {
    simulator.faults.add({ kind: "reordered-delivery" });
    await Promise.all([1, 2, 3, 4].map((number) => simulator.fire(userEdited(number))));
    expect(ids()).toMatch(/^(2143|2413|4213|2431)$/);
  });

  test("reordered: one that nothing follows comes in the end", async () => {
    simulator.faults.add({ kind: "reordered-delivery", latencyMs: 500 });
    const fired = simulator.fire(userEdited(1));
    await simulator.advance(0.6);
    await fired;
    expect(ids()).toBe("1");
  });
});
