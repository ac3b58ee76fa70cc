import { expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { startDemoKazoo } from "@/tests/support/kazoo/demo-kazoo";

test("the account's own limits are read, and what it does not set is left out", async () => {
  const { session, accountId, childId, simulator } = await startDemoKazoo();
  simulator.world.webhookConfigs.set(accountId, { attempt_failure_count: 3 });
  expect(await session.readFailureLimits(accountId)).toEqual({ count: 3 });
  expect(await session.readFailureLimits(childId)).toEqual({});
});

test("values that are no limits are taken for not set", async () => {
  const { session, accountId, simulator } = await startDemoKazoo();
  const attempt_failure_expiry_ms = "soon";
  simulator.world.webhookConfigs.set(accountId, {
    attempt_failure_count: 0,
    attempt_failure_expiry_ms,
  });
  expect(await session.readFailureLimits(accountId)).toEqual({});
});

test("a cluster that does not show them is as one that sets none; one that is away is not", async () => {
  const { session, accountId, simulator } = await startDemoKazoo();
  const faults = `${simulator.url}/_simulator/faults`;
  const pathPrefix = `/v2/accounts/${accountId}/configs`;
  const answer = async (status: number) => {
    await fetch(faults, { method: "DELETE" });
    const fault = { kind: "error", pathPrefix, status, message: "no" };
    expect((await fetch(faults, { method: "POST", body: JSON.stringify(fault) })).ok).toBe(true);
  };
  for (const status of [403, 404]) {
    await answer(status);
    expect(await session.readFailureLimits(accountId)).toEqual({});
  }
  await answer(503);
  expect((await problemOf(session.readFailureLimits(accountId))).code).toMatch(/^kazoo_/);
});
