import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import { type Simulator, startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn } from "../testing/api-client";

let simulator: Simulator;
let call: ApiClient;
let token: string;
let accountId: string;

beforeAll(async () => {
  simulator = await startSimulator({
    resolveHosts: "loopback-only",
    seed: "demo",
    clock: createClock({ manual: true }),
  });
  call = apiClient(simulator);
  ({ token, accountId } = await logIn(call));
});
afterAll(() => simulator.close());

describe("the envelope", () => {
  test("echoes the request id and shows the version to authenticated requests only", async () => {
    const headers = { "x-request-id": "mine" };
    const open = await call("GET", "/v2/webhooks", { headers });
    expect(open.body.request_id).toBe("mine");
    expect(open.headers.get("x-request-id")).toBe("mine");
    expect(open.body).not.toHaveProperty("version");
    expect((await call("GET", "/v2/webhooks", { token })).body).toHaveProperty("version");
  });

  test("has the paging keys in Kazoo's order", async () => {
    const path = `/v2/accounts/${accountId}/webhooks?page_size=1`;
    const { body } = await call("GET", path, { token });
    expect(Object.keys(body).slice(0, 4)).toEqual([
      ...["next_start_key", "page_size", "start_key", "version"],
    ]);
  });

  test("is missing where Kazoo's web server answers", async () => {
    expect((await call("GET", "/v2/nothing")).text).toBe("");
    expect((await call("GET", "/v2/nothing", { token })).body.message).toBe("not_found");
    const html = await call("GET", "/v2/webhooks", { headers: { accept: "text/html" } });
    expect([html.status, html.text]).toEqual([406, ""]);
    expect((await call("GET", "/v1/webhooks")).status).toBe(410);
  });

  test("lets a browser in when there is an origin", async () => {
    const origin = { origin: "http://ui.example" };
    const answer = await call("GET", "/v2/webhooks", { headers: origin });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const plain = await call("GET", "/v2/webhooks");
    expect(plain.headers.get("access-control-allow-origin")).toBeNull();
    expect((await call("OPTIONS", "/v2/webhooks", { headers: origin })).status).toBe(200);
    expect((await call("OPTIONS", "/v2/webhooks")).status).toBe(405);
  });

  test("answers an unknown account with 404 before it asks for a token", async () => {
    const id = "0".repeat(32);
    const unknown = await call("GET", `/v2/accounts/${id}/webhooks`);
    expect(unknown.status).toBe(404);
    expect(unknown.data).toEqual({ cause: id, message: "bad identifier" });
    const malformed = await call("GET", "/v2/accounts/nope/webhooks");
    expect(malformed.data).toEqual({ message: "invalid account_id 'nope'" });
  });

  test.each([
    ["[]", { json: { invalid: { message: "All JSON must be valid", target: "body" } } }],
    ["{", { json: { invalid: { message: "All JSON must be valid", target: "body" } } }],
    [
      '{"a":1}',
      { data: { required: { message: "Field is required but missing", value: { a: 1 } } } },
    ],
  ])("refuses the body %s", async (body, data) => {
    const answer = await call("PUT", "/v2/user_auth", { body });
    expect(answer.status).toBe(400);
    expect(answer.data).toEqual(data);
  });

  test("refuses a body of more than eight megabytes", async () => {
    const body = JSON.stringify({ data: { name: "x".repeat(8_000_000) } });
    const answer = await call("PUT", `/v2/accounts/${accountId}/webhooks`, { token, body });
    expect(answer.status).toBe(413);
    expect(answer.data).toHaveProperty("file.maxSize");
  });

  test("believes a token only with the account that is named beside it", async () => {
    const path = `/v2/accounts/${accountId}/webhooks`;
    const named = (id: string) =>
      call("GET", path, { token, headers: { "x-auth-account-id": id } });
    expect((await named(accountId)).status).toBe(200);
    expect((await named("0".repeat(32))).status).toBe(401);
  });

  test("limits logins and lets account requests go on", async () => {
    const data = { credentials: "x", account_name: "demo" };
    let status = 0;
    for (let count = 0; count < 60; count += 1) {
      ({ status } = await call("PUT", "/v2/user_auth", { data }));
    }
    expect(status).toBe(429);
    expect((await call("GET", "/v2/webhooks")).data).toEqual({ message: "too many requests" });
    const own = await call("GET", `/v2/accounts/${accountId}/webhooks`, { token });
    expect(own.status).toBe(200);
    await simulator.advance(10);
    expect((await call("GET", "/v2/webhooks")).status).toBe(200);
  });
});

describe("faults", () => {
  test("hit the paths they are for, as often as told", async () => {
    simulator.faults.add({ kind: "html", pathPrefix: "/v2/webhooks", times: 1 });
    expect((await call("GET", "/v2/token_auth", { token })).status).toBe(200);
    expect((await call("GET", "/v2/webhooks")).text).toContain("Bad Gateway");
    expect((await call("GET", "/v2/webhooks")).status).toBe(200);
    simulator.faults.add({ kind: "reset", times: 1 });
    await expect(call("GET", "/v2/webhooks")).rejects.toThrow();
    simulator.faults.add({ kind: "truncated", times: 1 });
    await expect(call("GET", "/v2/webhooks")).rejects.toThrow();
  });
});
