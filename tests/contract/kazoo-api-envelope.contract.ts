import { expect, test } from "vitest";
import { createdWebhook } from "@/tests/support/kazoo-contract/clean-up";
import { describeContract } from "@/tests/support/kazoo-contract/describe-contract";

describeContract("envelope and errors", (kazoo, { version }) => {
  test("a success has data, status, request id, node, time, revision and the echoed token", async () => {
    const { path } = await createdWebhook(kazoo());
    const { call, token } = kazoo();
    const { envelope, headers } = await call("GET", path, { token });
    expect(envelope).toMatchObject({ status: "success", auth_token: token });
    expect(envelope.timestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(envelope.request_id).toBe(headers.get("x-request-id"));
    expect(headers.get("etag")).toBe(`"${envelope.revision}"`);
    expect(Object.keys(envelope).includes("tokens")).toBe(version === "master");
  });

  test("the client's own request id comes back", async () => {
    const headers = { "x-request-id": "0123456789abcdef" };
    const { envelope } = await kazoo().call("GET", "webhooks", { headers });
    expect(envelope.request_id).toBe("0123456789abcdef");
  });

  test("an error has its code as a string, a message and data", async () => {
    const { envelope } = await kazoo().call("PUT", "user_auth", { data: {} });
    expect(envelope).toMatchObject({ status: "error", error: "400", message: "validation error" });
    expect(Object.keys(envelope).includes("auth_token")).toBe(version === "4.3");
  });

  test.each([
    ["no JSON", "{", { json: { invalid: { target: "body" } } }],
    ["a list", "[]", { json: { invalid: { target: "body" } } }],
    ["no data", '{"a":1}', { data: { required: { value: { a: 1 } } } }],
    ["data of the wrong type", '{"data":"x"}', { data: { type: { value: "x" } } }],
  ])("a body with %s is a 400 that says so", async (_name, body, data) => {
    const answer = await kazoo().call("PUT", "user_auth", { body });
    expect(answer.status).toBe(400);
    expect(answer.data).toMatchObject(data);
  });

  test("If-Match with an old revision is a 412 without a body, for every verb that writes", async () => {
    const { path } = await createdWebhook(kazoo());
    const { call, token } = kazoo();
    const stale = { "if-match": '"1-00000000000000000000000000000000"' };
    const data = { name: "x", uri: "http://hooks.example.invalid/", hook: "sms" };
    for (const method of ["PATCH", "POST", "DELETE"]) {
      const body = method === "DELETE" ? {} : { data };
      const answer = await call(method, path, { token, headers: stale, ...body });
      expect([method, answer.status, answer.text]).toEqual([method, 412, ""]);
    }
    const current = (await call("GET", path, { token })).headers.get("etag") ?? "";
    const fresh = { "if-match": current };
    expect((await call("PATCH", path, { token, headers: fresh, data })).status).toBe(200);
  });

  test("If-None-Match with the current revision is a 304", async () => {
    const { path } = await createdWebhook(kazoo());
    const { call, token } = kazoo();
    const etag = (await call("GET", path, { token })).headers.get("etag") ?? "";
    const again = await call("GET", path, { token, headers: { "if-none-match": etag } });
    expect([again.status, again.text]).toEqual([304, ""]);
  });

  test("an unknown path is a 404, with an envelope for everybody but a superadmin", async () => {
    const { call, token } = kazoo();
    const unknown = await call("GET", "nosuchthing", { token });
    expect(unknown.status).toBe(404);
    if (unknown.text === "") return;
    expect(unknown.envelope).toMatchObject({
      message: "not_found",
      data: { message: "not found" },
    });
  });

  test("what only the web server answers has no envelope", async () => {
    const { call } = kazoo();
    const html = await call("GET", "webhooks", { headers: { accept: "text/html" } });
    expect([html.status, html.text]).toEqual([406, ""]);
  });

  test("a browser of another origin is let in", async () => {
    const headers = { origin: "http://ui.example.com" };
    const answer = await kazoo().call("GET", "webhooks", { headers });
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    const preflight = await kazoo().call("OPTIONS", `accounts/${kazoo().accountId}/webhooks`, {
      headers: { ...headers, "access-control-request-method": "PUT" },
    });
    expect(preflight.status).toBe(200);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-auth-token");
  });

  test("an unknown account is 404 even without a token, a malformed one too", async () => {
    const id = "0".repeat(32);
    const unknown = await kazoo().call("GET", `accounts/${id}/webhooks`);
    expect(unknown.status).toBe(404);
    expect(unknown.data).toEqual({ cause: id, message: "bad identifier" });
    const malformed = await kazoo().call("GET", "accounts/nope/webhooks");
    expect(malformed.data).toEqual({ message: "invalid account_id 'nope'" });
  });

  test("a POST may carry another verb in its envelope", async () => {
    const { call, token, accountId } = kazoo();
    const data = { name: "x", uri: "http://hooks.example.invalid/", hook: "sms" };
    const body = JSON.stringify({ data, verb: "PUT" });
    const answer = await call("POST", `accounts/${accountId}/webhooks`, { token, body });
    await call("DELETE", `accounts/${accountId}/webhooks/${answer.data.id}`, { token });
    expect(answer.status).toBe(201);
  });
});
