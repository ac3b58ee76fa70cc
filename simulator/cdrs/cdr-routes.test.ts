import { afterAll, beforeAll, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import type { Simulator } from "../simulator";
import { startSimulator } from "../simulator";
import { type ApiClient, apiClient, logIn } from "../testing/api-client";

let simulator: Simulator;
let call: ApiClient;
let session: Awaited<ReturnType<typeof logIn>>;
let cdrs: string;
beforeAll(async () => {
  const clock = createClock({ manual: true });
  simulator = await startSimulator({ seed: "demo", resolveHosts: "loopback-only", clock });
  call = apiClient(simulator);
  session = await logIn(call);
  cdrs = `/v2/accounts/${session.accountId}/cdrs`;
});
afterAll(() => simulator.close());

test("a played call leaves a record for each of its legs", async () => {
  expect((await call("GET", cdrs, session)).list).toEqual([]);
  const callId = simulator.playCall({ accountId: session.accountId, scenario: "inbound" });
  // As long as the longest call.
  await simulator.advance(600);
  const { list } = await call("GET", cdrs, session);
  expect(list).toHaveLength(2);
  const first = list.find(({ call_id }) => call_id === callId);
  expect(first).toMatchObject({ direction: "inbound", hangup_cause: "NORMAL_CLEARING" });
  expect(Number(first?.billing_seconds)).toBeGreaterThan(0);

  const calls = await call("GET", `${cdrs}/interaction`, session);
  expect(calls.list.map(({ call_id }) => call_id)).toEqual([callId]);
  const legs = await call("GET", `${cdrs}/legs/${first?.interaction_id}`, session);
  expect(legs.list.map(({ id }) => id).sort()).toEqual(list.map(({ id }) => id).sort());
  const one = await call("GET", `${cdrs}/${first?.id}`, session);
  expect(one.data).toEqual(first);
});

test("an account sees its own records only", async () => {
  const children = await call("GET", `/v2/accounts/${session.accountId}/children`, session);
  const path = `/v2/accounts/${children.list[0]?.id}/cdrs`;
  expect((await call("GET", path, session)).list).toEqual([]);
  const [record] = (await call("GET", cdrs, session)).list;
  expect((await call("GET", `${path}/${record?.id}`, session)).status).toBe(404);
});
