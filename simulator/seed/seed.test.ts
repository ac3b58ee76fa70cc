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

test("six failed attempts within a minute lie behind each auto-disabled webhook", async () => {
  const path = `/v2/accounts/${session.accountId}/webhooks`;
  const { list } = await call("GET", path, session);
  const off = list.filter((webhook) => webhook.disable_reason !== undefined);
  expect(off.length).toBeGreaterThan(0);
  for (const { id } of off) {
    const attempts = (await call("GET", `${path}/${id}/attempts`, session)).list;
    expect(attempts).toHaveLength(6);
    expect(new Set(attempts.map(({ result }) => result))).toEqual(new Set(["failure"]));
    const times = attempts.map(({ timestamp }) => Number(timestamp));
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(60);
  }
});

test("the account's UI flags count the webhooks of each group", async () => {
  const account = await call("GET", `/v2/accounts/${session.accountId}`, session);
  expect(account.data.ui_flags).toEqual({ webhooks: { groups: { CRM: 1, Porting: 1 } } });
});
