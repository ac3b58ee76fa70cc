import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClock } from "./clock/clock";
import { type Simulator, startSimulator } from "./simulator";
import { type ApiClient, apiClient, logIn } from "./testing/api-client";
import { type Receiver, startReceiver } from "./testing/receiver";

let simulator: Simulator;
let receiver: Receiver;
let call: ApiClient;

beforeAll(async () => {
  const clock = createClock({ manual: true });
  receiver = await startReceiver((_request, response) => response.writeHead(201).end());
  simulator = await startSimulator({ kazoo: "4.3", seed: "demo", allowLoopback: true, clock });
  call = apiClient(simulator);
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

describe("Kazoo 4.3", () => {
  test("shows the version to everybody and has no tokens key", async () => {
    const { body } = await call("GET", "/v1/webhooks");
    expect(body).toHaveProperty("version");
    expect(body).not.toHaveProperty("tokens");
    const refused = await call("GET", `/v2/accounts/${simulator.world.masterAccountId}/webhooks`);
    expect(refused.body.auth_token).toBe("undefined");
  });

  test("knows no all for objects and names the bare modifier", async () => {
    const session = await logIn(call);
    const data = { name: "n", uri: `${receiver.url}/h`, hook: "object" };
    const collection = `/v2/accounts/${session.accountId}/webhooks`;
    const all = { ...data, custom_data: { type: "all", action: "doc_created" } };
    const refused = await call("PUT", collection, { token: session.token, data: all });
    expect(refused.data).toHaveProperty("type.enum.cause", "all");
  });

  test("overlays type and action, and takes 200 only for success", async () => {
    const session = await logIn(call);
    const data = {
      name: "n",
      uri: `${receiver.url}/h`,
      hook: "notifications",
      http_verb: "put",
      custom_data: { type: "new_user" },
    };
    await call("PUT", `/v2/accounts/${session.accountId}/webhooks`, { token: session.token, data });
    const { accountId } = session;
    const payload = { event_name: "new_user" };
    await simulator.fire({ accountId, trigger: "notifications", payload });
    expect(receiver.requests[0]?.body).toMatch(/^event_name=new_user&type=new_user&cluster_id=/);
    expect(simulator.deliveries()[0]?.outcome).toBe("failure");
  });

  test("lets public URLs answer in spite of an expired token", async () => {
    const { token } = await logIn(call);
    simulator.expireTokens();
    expect((await call("GET", "/v2/webhooks", { token })).status).toBe(200);
    const refused = await call("GET", "/v2/token_auth", { token });
    expect(refused.body.message).toBe("invalid_credentials");
  });
});
