import { expect, test } from "vitest";
import { problemOf } from "@/tests/support/http/problem-of";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope } from "@/tests/support/kazoo/replay-server";

const accountId = "e8404efaea7c405af845c72d7f7505b0";
const access = { cluster: "test", token: "t" };

test("an account document is read as recorded, with all its other fields", async () => {
  const { kazoo } = await kazooReplaying(["account_enable"]);
  expect(await kazoo.as(access).getAccount(accountId)).toEqual({
    id: "339cd2d0d667158cf59041652ef17bd5",
    name: "Sub One",
    realm: "sub1.example.com",
    path: [],
  });
});

test.each(["auth_get_token_info", "wh_list_bad_account"])(
  "a foreign account looks like one that isn't there (%s)",
  async (answer) => {
    const { kazoo } = await kazooReplaying([answer]);
    const problem = await problemOf(kazoo.as(access).getAccount(accountId));
    expect(problem.code).toBe("account_not_found");
    expect(problem.message).toBe("There is no such account in your tree.");
    expect(problem.kazooRequestId).toMatch(/^[0-9a-f]{32}$/);
  },
);

test("descendants come all at once, by name, with the way to them", async () => {
  const { kazoo, server } = await kazooReplaying(["more_acct_descendants"]);
  const descendants = await kazoo.as(access).listDescendants(accountId);
  expect(descendants).toHaveLength(5);
  expect(descendants[0]).toEqual({
    id: "c4c1e6a7883fdfc39ed501863a14f96d",
    name: "Sub Two",
    realm: "sub2.example.com",
    path: [accountId],
  });
  const query = new URL(server.requests[0]?.target ?? "", server.url).searchParams;
  expect(Object.fromEntries(query)).toEqual({ ascending: "true", paginate: "false" });
});

test("an account without a name goes by its id", async () => {
  const { kazoo } = await kazooReplaying([envelope(200, { data: [{ id: "abc", name: 5 }] })]);
  expect(await kazoo.as(access).listDescendants(accountId)).toEqual([
    { id: "abc", name: "abc", realm: null, path: [] },
  ]);
});
