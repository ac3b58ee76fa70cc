import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import type { JsonObject } from "../json/json";
import { type Simulator, startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn } from "../testing/api-client";
import { type Receiver, startReceiver } from "../testing/receiver";

let simulator: Simulator;
let receiver: Receiver;
let call: ApiClient;
let token: string;
let account: string;

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
  // The seed's own webhooks would be served first, and wait for hosts that are not there.
  simulator.world.webhooks.clear();
  simulator.restartFiring();
  call = apiClient(simulator);
  const session = await logIn(call);
  token = session.token;
  account = `/v2/accounts/${session.accountId}`;
  const custom_data = { type: "all", action: "all" };
  const data = { name: "n", hook: "object", uri: receiver.url, format: "json", custom_data };
  await call("PUT", `${account}/webhooks`, { token, data });
});
beforeEach(() => {
  receiver.requests.length = 0;
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

const events = async (count: number) => {
  await expect.poll(() => receiver.requests.length, { interval: 1 }).toBe(count);
  return receiver.requests.map(({ body }): JsonObject => JSON.parse(body));
};

test.each([
  ["devices", "device", { name: "Phone" }],
  ["callflows", "callflow", { flow: { module: "user", data: {}, children: {} } }],
  ["vmboxes", "vmbox", { name: "Box", mailbox: "1000" }],
  ["media", "media", { name: "Music" }],
  ["faxboxes", "faxbox", { name: "Fax" }],
  ["faxes", "fax", { from_number: "+14155550100", to_number: "+14155550101" }],
])("%s are documents whose changes are announced as %s", async (collection, type, data) => {
  const path = `${account}/${collection}`;
  const created = await call("PUT", path, { token, data });
  expect(created.status).toBe(201);
  await events(1);
  const item = `${path}/${created.data.id}`;
  expect(created.headers.get("location")).toBe(item);
  const patched = await call("PATCH", item, { token, data: { custom: "x" } });
  expect(patched.data).toMatchObject({ ...data, custom: "x" });
  await events(2);
  const replaced = await call("POST", item, { token, data });
  expect(replaced.data).not.toHaveProperty("custom");
  await events(3);
  const listed = await call("GET", path, { token });
  expect(listed.list.map(({ id }) => id)).toContain(created.data.id);
  const deleted = await call("DELETE", item, { token });
  expect(deleted.data).toMatchObject({ _read_only: { deleted: true } });
  expect(await events(4)).toMatchObject(
    ["doc_created", "doc_edited", "doc_edited", "doc_deleted"].map((action) => ({
      id: created.data.id,
      action,
      type,
    })),
  );
  expect((await call("GET", item, { token })).status).toBe(404);
});

test("a document of another kind or account is not found, a wrong one refused", async () => {
  const media = await call("PUT", `${account}/media`, { token, data: { name: "M" } });
  const asDevice = await call("GET", `${account}/devices/${media.data.id}`, { token });
  expect(asDevice.data).toEqual({ cause: media.data.id, message: "bad identifier" });
  const { list } = await call("GET", `${account}/children`, { token });
  const other = `/v2/accounts/${list[0]?.id}/media/${media.data.id}`;
  expect((await call("GET", other, { token })).status).toBe(404);
  const nameless = await call("PUT", `${account}/media`, { token, data: {} });
  expect(nameless.data).toHaveProperty("name.required");
});
