import { expect, test } from "vitest";
import type { JsonObject } from "@/simulator/json/json";
import { problemOf } from "@/tests/support/http/problem-of";
import { startDemoKazoo } from "@/tests/support/kazoo/demo-kazoo";
import { kazooReplaying } from "@/tests/support/kazoo/kazoo-of";
import { envelope } from "@/tests/support/kazoo/replay-server";

const access = { cluster: "test", token: "t" };
const accountId = "e8404efaea7c405af845c72d7f7505b0";
const flags = { voip: { announce: true }, webhooks: { tour: 1, groups: { Old: 2 } } };

test.each(["4.3", "master"] as const)(
  "Kazoo %s keeps the groups where Monster UI reads them, and the other flags as they were",
  async (kazoo) => {
    const { simulator, session, accountId } = await startDemoKazoo({ kazoo });
    const account = simulator.world.accounts.get(accountId);
    const before: JsonObject = { ...account?.fields };
    if (account) account.fields = { ...before, ui_flags: flags };
    await session.writeWebhookGroups(accountId, { CRM: 2 });
    expect(simulator.world.accounts.get(accountId)?.fields).toEqual({
      ...before,
      ui_flags: { voip: { announce: true }, webhooks: { tour: 1, groups: { CRM: 2 } } },
    });
  },
);

test("what is there already is not written again", async () => {
  const data = { id: accountId, ui_flags: { webhooks: { groups: { CRM: 1, Ops: 2 } } } };
  const { kazoo, server } = await kazooReplaying([envelope(200, { data, revision: "1-a" })]);
  await kazoo.as(access).writeWebhookGroups(accountId, { Ops: 2, CRM: 1 });
  expect(server.requests.map(({ method }) => method)).toEqual(["GET"]);
});

test("somebody else's change in between is read again, and is not overwritten", async () => {
  const { kazoo, server } = await kazooReplaying([
    envelope(200, { data: { id: accountId, ui_flags: flags }, revision: "1-a" }),
    (response) => void response.writeHead(412).end(),
    envelope(200, { data: { id: accountId, ui_flags: { theirs: 1 } }, revision: "2-b" }),
    envelope(200, { data: {} }),
  ]);
  await kazoo.as(access).writeWebhookGroups(accountId, { CRM: 1 });
  expect(server.requests.map(({ method, headers }) => [method, headers["if-match"]])).toEqual([
    ["GET", undefined],
    ["PATCH", '"1-a"'],
    ["GET", undefined],
    ["PATCH", '"2-b"'],
  ]);
  expect(JSON.parse(server.requests[3]?.body ?? "")).toEqual({
    data: { ui_flags: { theirs: 1, webhooks: { groups: { CRM: 1 } } } },
  });
});

test("an account that changes all the time is a conflict in the end", async () => {
  const read = envelope(200, { data: { id: accountId }, revision: "1-a" });
  const changed = envelope(409, { message: "datastore_conflict", data: {} });
  const { kazoo } = await kazooReplaying([read, changed, read, changed, read, changed]);
  const problem = await problemOf(kazoo.as(access).writeWebhookGroups(accountId, { CRM: 1 }));
  expect(problem.code).toBe("kazoo_conflict");
});
