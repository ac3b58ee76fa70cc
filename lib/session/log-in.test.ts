import { describe, expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { startDemoKazoo } from "@/tests/support/kazoo/demo-kazoo";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope, type Step } from "@/tests/support/kazoo/replay-server";
import { logIn } from "./log-in";
import { createLoginThrottle } from "./login-throttle";

const address = "192.0.2.1";
const credentials = { accountName: "Acme Master", username: "operator", password: "hookline" };

test("a login becomes a session that keeps neither password nor hash", async () => {
  const { kazoo, credentials: demo } = await startDemoKazoo();
  const session = await logIn(kazoo, createLoginThrottle(), address, {
    ...demo,
    username: "Operator",
  });
  expect(Object.keys(session).sort()).toEqual([
    "accountId",
    "accountName",
    "cluster",
    "expiresAt",
    "obtainedAt",
    "operatorId",
    "token",
    "username",
  ]);
  expect(session).toMatchObject({ cluster: "test", accountName: "Demo", username: "Operator" });
  expect(JSON.stringify(session)).not.toContain("hookline");
  expect((await kazoo.as(session).getAccount(session.accountId)).name).toBe("Demo");
});

/** How many tries reach Kazoo, of `tries` that are all answered by `step`. */
async function triesThatReach(step: Step, tries: number): Promise<number> {
  const { kazoo, server } = await kazooReplaying([step]);
  const throttle = createLoginThrottle();
  for (let made = 0; made < tries; made += 1) {
    await logIn(kazoo, throttle, address, credentials).catch(() => null);
  }
  return server.requests.length;
}

describe("the throttle", () => {
  test("stops the eleventh wrong password before Kazoo hears of it", async () => {
    expect(await triesThatReach("auth_wrong_password", 15)).toBe(10);
  });

  test("counts the tries on a disabled account as well", async () => {
    expect(await triesThatReach("auth_disabled_account", 15)).toBe(10);
  });

  const secondFactor = envelope(401, { data: { multi_factor_request: {} } });
  test.each<[string, Step]>([
    ["right ones", "auth_ok_account_name"],
    ["right ones that lack a second factor", secondFactor],
    ["those that a busy Kazoo did not look at", "auth_too_many_requests"],
    ["those that a broken Kazoo did not look at", (response) => response.writeHead(500).end()],
  ])("does not count %s", async (_, step) => {
    expect(await triesThatReach(step, 15)).toBe(15);
  });

  test("knows one login under each way of writing it", async () => {
    const { kazoo, server } = await kazooReplaying(["auth_wrong_password"]);
    const throttle = createLoginThrottle();
    const ways = [
      credentials,
      { ...credentials, username: "OPERATOR" },
      { ...credentials, accountName: "acme-master" },
      { ...credentials, accountName: " ACME MASTER", cluster: "test" },
    ];
    for (const way of [...ways, ...ways, ...ways]) {
      await logIn(kazoo, throttle, address, way).catch(() => null);
    }
    expect(server.requests).toHaveLength(10);
    const problem = await problemOf(logIn(kazoo, throttle, address, credentials));
    expect(problem.code).toBe("too_many_attempts");
  });
});
