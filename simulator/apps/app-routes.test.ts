import { afterAll, beforeAll, expect, test } from "vitest";
import type { Simulator } from "../simulator";
import { startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn } from "../testing/api-client";

let simulator: Simulator;
let call: ApiClient;
let session: Awaited<ReturnType<typeof logIn>>;
beforeAll(async () => {
  simulator = await startSimulator({ seed: "demo", resolveHosts: "loopback-only" });
  call = apiClient(simulator);
  session = await logIn(call);
});
afterAll(() => simulator.close());

test("the webhooks app is in the apps store and in the answer to a login", async () => {
  const store = await call("GET", `/v2/accounts/${session.accountId}/apps_store`, session);
  const app = store.list.find(({ name }) => name === "webhooks");
  expect(app).toMatchObject({
    allowed_users: "all",
    i18n: { "en-US": { label: "Webhooks" } },
  });
  const info = await call("GET", "/v2/token_auth", session);
  expect(info.data.apps).toContainEqual({ id: app?.id, name: "webhooks", label: "Webhooks" });
  const one = await call("GET", `/v2/accounts/${session.accountId}/apps_store/${app?.id}`, session);
  expect(one.data.name).toBe("webhooks");
});

test("a cluster without the demo has no apps", async () => {
  simulator.reset("none");
  const admin = { username: "admin", password: "admin", accountName: "Master" };
  const { token } = await logIn(call, admin);
  const apps = (await call("GET", "/v2/token_auth", { token })).data.apps;
  simulator.reset("demo");
  session = await logIn(call);
  expect(apps).toEqual([]);
});

test.each(["alerts", "external_numbers", "ledgers/total", "limits"])(
  "what Monster UI asks for at its start is there: %s",
  async (path) => {
    const answer = await call("GET", `/v2/accounts/${session.accountId}/${path}`, session);
    expect(answer.status).toBe(200);
  },
);

test("a brand is known without a login, and a browser may ask for it", async () => {
  const headers = { origin: "http://ui.example" };
  const brand = await call("GET", "/v2/whitelabel/ui.example", { headers });
  expect([brand.status, brand.data.domain]).toEqual([200, "ui.example"]);
  const logo = await call("GET", "/v2/whitelabel/ui.example/logo", { headers });
  expect(logo.headers.get("content-type")).toBe("image/svg+xml");
  const preflight = await call("OPTIONS", "/v2/whitelabel/ui.example/icon", { headers });
  expect(preflight.status).toBe(200);
  expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
});
