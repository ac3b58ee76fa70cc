import { describe, expect, test, vi } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { startDemoKazoo } from "@/tests/support/kazoo/demo-kazoo";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope, type Step } from "@/tests/support/kazoo/replay-server";
import { until } from "@/tests/support/until";
import { createAccountAccess } from "./account-access";

const accountId = "e8404efaea7c405af845c72d7f7505b0";
const anAccount = envelope(200, { data: { id: accountId, name: "Acme", realm: "a.example" } });
const holder = (token: string) => ({
  cluster: "test",
  token,
  accountId: "f".repeat(32),
  accountName: "Own",
});
const notFound = { code: "account_not_found", message: "There is no such account in your tree." };

test("one's own account and what is below it are open", async () => {
  const { kazoo, login, accountId, childId } = await startDemoKazoo();
  const access = createAccountAccess(kazoo);
  for (const id of [accountId, childId]) {
    const granted = await access.require(login, id);
    expect(granted.scope).toEqual({ cluster: "test", accountId: id });
    expect(granted.account.id).toBe(id);
  }
});

test("the account above and one that doesn't exist look alike", async () => {
  const { kazoo, login, simulator } = await startDemoKazoo();
  const access = createAccountAccess(kazoo);
  for (const id of [simulator.world.masterAccountId, "0".repeat(32)]) {
    const { code, message } = await problemOf(access.require(login, id));
    expect({ code, message }).toEqual(notFound);
  }
});

test.each(["", "x", "..", `${accountId}/..`, accountId.toUpperCase(), `${accountId}0`])(
  "%j is no account id, and Kazoo isn't asked",
  async (id) => {
    const { kazoo, server } = await kazooReplaying([anAccount]);
    const access = createAccountAccess(kazoo);
    const problem = await problemOf(access.require(holder("t"), id));
    expect(problem).toMatchObject(notFound);
    expect(server.requests).toHaveLength(0);
  },
);

test("a grant is remembered for its token, and for no other", async () => {
  const { kazoo, server } = await kazooReplaying([anAccount]);
  const access = createAccountAccess(kazoo);
  await access.require(holder("one"), accountId);
  await access.require(holder("one"), accountId);
  expect(server.requests).toHaveLength(1);
  await access.require(holder("two"), accountId);
  expect(server.requests.map(({ headers }) => headers["x-auth-token"])).toEqual(["one", "two"]);
});

test("a refusal is not remembered: a new account opens at once", async () => {
  const { kazoo } = await kazooReplaying(["wh_list_bad_account", anAccount]);
  const access = createAccountAccess(kazoo);
  const asked = holder("t");
  expect((await problemOf(access.require(asked, accountId))).code).toBe("account_not_found");
  expect((await access.require(asked, accountId)).account.name).toBe("Acme");
});

test("while Kazoo can't be asked, one's own account stays open and a strange one doesn't", async () => {
  const { kazoo } = await kazooReplaying([envelope(503, {})]);
  const access = createAccountAccess(kazoo);
  const own = await access.require(holder("t"), holder("t").accountId);
  expect(own.account.name).toBe("Own");
  expect((await problemOf(access.require(holder("t"), accountId))).code).toBe("kazoo_unreachable");
});

test("what was granted before stays open when Kazoo falls silent, and closes when Kazoo says so", async ({
  onTestFinished,
}) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const silence = envelope(503, {});
  const { kazoo } = await kazooReplaying([
    anAccount,
    silence,
    silence,
    silence,
    "wh_list_bad_account",
  ]);
  const access = createAccountAccess(kazoo);
  await access.require(holder("t"), accountId);
  vi.setSystemTime(Date.now() + 120_000);
  expect((await access.require(holder("t"), accountId)).account.name).toBe("Acme");
  expect((await problemOf(access.require(holder("t"), accountId))).code).toBe("account_not_found");
  expect((await problemOf(access.require(holder("t"), accountId))).code).toBe("account_not_found");
});

test("requests that come together ask Kazoo once", async () => {
  const { kazoo, server } = await kazooReplaying([anAccount]);
  const access = createAccountAccess(kazoo);
  const asked = Array.from({ length: 5 }, () => access.require(holder("t"), accountId));
  expect(new Set((await Promise.all(asked)).map(({ account }) => account.name))).toEqual(
    new Set(["Acme"]),
  );
  expect(server.requests).toHaveLength(1);
});

test("an account below stays open for ten minutes on Kazoo's earlier word, and no longer", async ({
  onTestFinished,
}) => {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { kazoo } = await kazooReplaying([anAccount, envelope(429, {})]);
  const access = createAccountAccess(kazoo);
  await access.require(holder("t"), accountId);
  vi.setSystemTime(Date.now() + 9 * 60_000);
  expect((await access.require(holder("t"), accountId)).account.name).toBe("Acme");
  vi.setSystemTime(Date.now() + 60_000);
  expect((await problemOf(access.require(holder("t"), accountId))).code).toBe("kazoo_busy");
});

describe("a refusal that comes after the patience is over", () => {
  const patienceMs = 300;
  const own = holder("t").accountId;
  const silence: Step = () => {};

  /** Lets a request in on patience, then lets the refusal come; Kazoo is silent from then on. */
  async function refusedLate(status: number) {
    let release: () => void = () => {};
    const late: Step = (response) => {
      release = () => envelope(status, {})(response);
    };
    const { kazoo, server } = await kazooReplaying([late, silence]);
    const access = createAccountAccess(kazoo, patienceMs);
    expect((await access.require(holder("t"), own)).account.name).toBe("Own");
    await until(() => server.requests.length === 1);
    release();
    // Joins the question that is still open, and so ends with it.
    await problemOf(access.require(holder("t"), own));
    return access;
  }

  test("closes one's own account too, while Kazoo is silent", async () => {
    const access = await refusedLate(404);
    expect((await problemOf(access.require(holder("t"), own))).code).toBe("account_not_found");
    expect((await access.require(holder("other"), own)).account.name).toBe("Own");
  });

  test("closes every account to a revoked token", async () => {
    const access = await refusedLate(401);
    for (const id of [own, "d".repeat(32), own]) {
      expect((await problemOf(access.require(holder("t"), id))).code).toBe("session_over");
    }
  });
});
