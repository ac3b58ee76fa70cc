import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import { type Simulator, startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn, md5 } from "../testing/api-client";

let simulator: Simulator;
let call: ApiClient;

beforeAll(async () => {
  const clock = createClock({ manual: true });
  simulator = await startSimulator({
    resolveHosts: "loopback-only",
    seed: "demo",
    rateLimit: false,
    clock,
  });
  call = apiClient(simulator);
});
afterAll(() => simulator.close());

const credentials = md5("operator:hookline");
const attempt = (data: object) => call("PUT", "/v2/user_auth", { data });

describe("a login", () => {
  test.each([
    ["the account's name", { account_name: "Demo" }],
    ["a name that normalizes to it", { account_name: "DE-mo!" }],
    ["the realm", { account_realm: "demo.sip.example" }],
    ["the realm under its other key", { realm: "demo.sip.example" }],
    ["a phone number", { phone_number: "+15555550100" }],
    ["a realm that misses and a name that does not", { realm: "no.example", account_name: "demo" }],
  ])("finds the account by %s", async (_name, account) => {
    const answer = await attempt({ credentials, ...account });
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(`/v2/user_auth/${answer.data.owner_id}`);
    expect(Object.keys(answer.body)).toEqual([
      ...["page_size", "version", "timestamp", "node", "request_id", "tokens", "auth_token"],
      ...["data", "revision", "status"],
    ]);
  });

  test.each([
    ["a wrong password", { credentials: md5("operator:x"), account_name: "demo" }],
    ["an unknown account", { credentials, account_name: "nobody" }],
    ["no account", { credentials }],
    ["upper-case hex", { credentials: credentials.toUpperCase(), account_name: "demo" }],
    [
      "a username hashed with capitals",
      { credentials: md5("Operator:hookline"), account_name: "demo" },
    ],
  ])("with %s is the same 401", async (_name, data) => {
    const answer = await attempt(data);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ error: "401", message: "invalid_credentials" });
    expect(answer.data).toEqual({ message: "invalid credentials" });
    expect(answer.body).not.toHaveProperty("version");
  });

  test("takes sha, and refuses sha1", async () => {
    const refused = await attempt({ credentials, method: "sha1", account_name: "demo" });
    expect(refused.status).toBe(400);
    expect(refused.data).toMatchObject({ method: { enum: { target: ["md5", "sha"] } } });
  });

  test("without credentials says which field is missing", async () => {
    expect((await attempt({})).data).toEqual({
      credentials: {
        required: { message: "Field is required but missing", value: "credentials" },
      },
    });
  });

  test("to a disabled account is a 400", async () => {
    const account = [...simulator.world.accounts.values()].find((a) => a.fields.name === "Demo");
    if (!account) throw new Error("no demo account");
    account.enabled = false;
    const answer = await attempt({ credentials, account_name: "demo" });
    account.enabled = true;
    expect(answer.status).toBe(400);
    expect(answer.data).toEqual({ account: { disabled: { message: "account disabled" } } });
  });

  test("with an unknown API key is a 404", async () => {
    const key = "0".repeat(64);
    const answer = await call("PUT", "/v2/api_auth", { data: { api_key: key } });
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ data: [key], message: "bad identifier" });
  });
});

describe("a token", () => {
  test("works in the header, the query and the envelope, but not as a bearer", async () => {
    const { token, accountId } = await logIn(call);
    const path = `/v2/accounts/${accountId}/webhooks`;
    expect((await call("GET", path, { token: ` ${token} ` })).status).toBe(200);
    expect((await call("GET", `${path}?auth_token=${token}`)).status).toBe(200);
    const body = JSON.stringify({ data: { "re-enable": true }, auth_token: token });
    expect((await call("PATCH", path, { body })).status).toBe(200);
    const headers = { authorization: `Bearer ${token}` };
    expect((await call("GET", path, { headers })).status).toBe(401);
  });

  test("can be refreshed, survives the logout, and can be looked at", async () => {
    const { token, accountId } = await logIn(call);
    await simulator.advance(1);
    const body = JSON.stringify({ action: "refresh_token", data: {} });
    const refreshed = await call("PUT", "/v2/auth", { token, body });
    expect(refreshed.status).toBe(201);
    expect(refreshed.body.auth_token).not.toBe(token);
    expect((await call("DELETE", "/v2/token_auth", { token })).status).toBe(200);
    expect((await call("GET", "/v2/token_auth", { token })).data.account_id).toBe(accountId);
    expect((await call("GET", `/v2/auth/tokeninfo?token=${token}`)).status).toBe(200);
    expect((await call("GET", "/v2/auth/tokeninfo?token=x")).body.message).toBe("invalid_jwt");
  });

  test("that has expired fails public URLs and the next login too", async () => {
    const { token } = await logIn(call);
    await simulator.advance(3601);
    for (const [method, path] of [
      ["GET", "/v2/webhooks"],
      ["PUT", "/v2/user_auth"],
    ] as const) {
      const data = method === "PUT" ? { credentials, account_name: "demo" } : undefined;
      const answer = await call(method, path, { token, data });
      expect(answer.status).toBe(401);
      expect(answer.body).toMatchObject({ data: {}, message: "invalid credentials" });
    }
  });

  test("ends with a changed password, and outlives its user", async () => {
    const admin = await logIn(call);
    const users = `/v2/accounts/${admin.accountId}/users`;
    const data = { first_name: "A", last_name: "B", username: "Temp", password: "one-two" };
    const user = await call("PUT", users, { token: admin.token, data });
    const login = { username: "temp", password: "one-two" };
    const first = await logIn(call, login);
    const path = `/v2/accounts/${admin.accountId}/webhooks`;
    expect((await call("GET", path, { token: first.token })).status).toBe(200);
    const patch = { data: { password: "three" }, token: admin.token };
    await call("PATCH", `${users}/${user.data.id}`, patch);
    expect((await call("GET", path, { token: first.token })).status).toBe(401);
    const second = await logIn(call, { ...login, password: "three" });
    expect(simulator.deleteUser(String(user.data.id))).toBe(true);
    expect((await call("GET", path, { token: second.token })).status).toBe(200);
    const refresh = { token: second.token, body: '{"action":"refresh_token","data":{}}' };
    expect((await call("PUT", "/v2/auth", refresh)).status).toBe(201);
    const own = await call("GET", `${users}/${user.data.id}`, { token: second.token });
    expect(own.status).toBe(404);
  });

  test("reaches descendants, and nobody else", async () => {
    const parent = await logIn(call);
    const children = await call("GET", `/v2/accounts/${parent.accountId}/children`, parent);
    const child = String(children.list[0]?.id);
    expect((await call("GET", `/v2/accounts/${child}/webhooks`, parent)).status).toBe(200);
    const master = simulator.world.masterAccountId;
    expect((await call("GET", `/v2/accounts/${master}/webhooks`, parent)).status).toBe(403);
  });
});
