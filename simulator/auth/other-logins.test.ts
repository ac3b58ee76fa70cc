import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import { seededId } from "../seed";
import { type Simulator, startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn, md5 } from "../testing/api-client";

let simulator: Simulator;
let call: ApiClient;
const demo = seededId("account/demo");
const path = `/v2/accounts/${demo}/webhooks`;

beforeAll(async () => {
  const clock = createClock({ manual: true });
  simulator = await startSimulator({
    resolveHosts: "loopback-only",
    seed: "demo",
    clock,
    basicAuth: true,
    rateLimit: false,
  });
  call = apiClient(simulator);
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const operator = () =>
  [...simulator.world.users.values()].find(({ fields }) => fields.username === "operator");

describe("basic authentication", () => {
  const basic = (text: string) => ({
    headers: { authorization: `Basic ${Buffer.from(text).toString("base64")}` },
  });

  test("takes the account's id with a hash, or with name and password", async () => {
    const hash = md5("operator:hookline");
    expect((await call("GET", path, basic(`${demo}:${hash}`))).status).toBe(200);
    expect((await call("GET", path, basic(`${demo}:operator:hookline`))).status).toBe(200);
    expect((await call("GET", path, basic(`${demo}:operator:wrong`))).status).toBe(401);
  });

  test("is not there unless it is switched on", async () => {
    simulator.world.settings.basicAuth = false;
    const answer = await call("GET", path, basic(`${demo}:operator:hookline`));
    simulator.world.settings.basicAuth = true;
    expect(answer.status).toBe(401);
  });

  test("takes from the bucket, which a login token does not", async () => {
    simulator.world.settings.rateLimit = true;
    const left = async () => {
      const { body } = await call("GET", path, basic(`${demo}:operator:hookline`));
      return Number(Object(body.tokens).remaining);
    };
    expect([await left(), await left()]).toEqual([99, 98]);
    simulator.world.settings.rateLimit = false;
  });
});

describe("password recovery", () => {
  const recovery = "/v2/user_auth/recovery";
  const asked = { username: "Operator", account_name: "demo", ui_url: "https://ui.example/#/" };

  test("mails a link whose id logs in once, and demands a new password", async () => {
    const answer = await call("PUT", recovery, { data: asked });
    expect(answer.status).toBe(201);
    expect(answer.body.data).toContain("email sent to: operator@demo.example");
    const data = { reset_id: operator()?.resetId };
    const login = await call("POST", recovery, { data });
    expect(login.status).toBe(200);
    const token = String(login.body.auth_token);
    expect((await call("GET", path, { token })).status).toBe(200);
    expect(operator()?.fields.require_password_update).toBe(true);
    expect((await call("POST", recovery, { data })).status).toBe(400);
  });

  test("refuses unknown names, missing fields and ids that are none", async () => {
    const unknown = await call("PUT", recovery, { data: { ...asked, username: "nobody" } });
    expect(unknown.data).toHaveProperty("username.not_found.cause", "nobody");
    const nowhere = await call("PUT", recovery, { data: { ...asked, account_name: "nowhere" } });
    expect(nowhere.data).toHaveProperty("account_name.not_found");
    expect((await call("PUT", recovery, { data: {} })).data).toHaveProperty("ui_url.required");
    const short = await call("POST", recovery, { data: { reset_id: "abc" } });
    expect(short.data).toHaveProperty("reset_id.pattern");
  });
});

describe("impersonation", () => {
  const impersonate = (token: string, action = "impersonate_user") =>
    call("PUT", `/v2/accounts/${demo}/users/${operator()?.id}/user_auth`, {
      token,
      body: JSON.stringify({ action, data: {} }),
    });

  test("is for administrators of the master account", async () => {
    const login = { username: "admin", password: "admin", accountName: "Master" };
    const master = await logIn(call, login);
    const answer = await impersonate(master.token);
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({ owner_id: operator()?.id, account_id: demo });
    const token = String(answer.body.auth_token);
    expect((await call("GET", "/v2/token_auth", { token })).data.owner_id).toBe(operator()?.id);
    expect((await impersonate(master.token, "something")).status).toBe(400);
    expect((await impersonate((await logIn(call)).token)).status).toBe(403);
  });
});
