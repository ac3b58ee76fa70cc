import { expect, test } from "vitest";
import { createLogger } from "@/lib/config/logger";
import type { KazooSession } from "@/lib/kazoo/kazoo";
import { startDemoKazoo } from "@/tests/support/kazoo/demo-kazoo";
import { kazooAt } from "@/tests/support/kazoo/kazoo-of";
import { createObjectNames } from "./object-names";

const minute = 60_000;
const nobody = "f".repeat(32);

/** The session of a simulated Kazoo, with what it was asked. */
async function startNames(kazoo: "4.3" | "master" = "master") {
  const demo = await startDemoKazoo({ kazoo });
  const asked: string[] = [];
  const listen = (session: KazooSession): Pick<KazooSession, "listNames"> => ({
    listNames: (accountId, type) => {
      asked.push(type);
      return session.listNames(accountId, type);
    },
  });
  const names = createObjectNames(createLogger("silent"));
  const scope = { cluster: "test", accountId: demo.accountId };
  const users = await demo.session.listNames(demo.accountId, "user");
  const idOf = (name: string) => users.items.find((user) => user.name === name)?.id ?? nobody;
  return { ...demo, asked, names, scope, idOf, context: { kazoo: listen(demo.session), scope } };
}

test.each(["4.3", "master"] as const)("users and devices are named by Kazoo %s", async (kazoo) => {
  const { names, context, idOf, session, accountId } = await startNames(kazoo);
  const [device] = (await session.listNames(accountId, "device")).items;
  const found = await names.of(context, [idOf("Front Desk"), device?.id ?? "", nobody]);
  expect(found).toEqual([
    { id: idOf("Front Desk"), type: "user", name: "Front Desk", isDeleted: false },
    { id: device?.id, type: "device", name: device?.name, isDeleted: false },
  ]);
});

test("hundreds of ids cost one list of each usual type, and nothing while that is fresh", async () => {
  const { names, context, asked, idOf } = await startNames();
  const ids = [idOf("Front Desk"), idOf("Night Desk")];
  await Promise.all(Array.from({ length: 20 }, () => names.of(context, ids, 0)));
  await names.of(context, ids, minute - 1);
  expect(asked).toEqual(["user", "device", "vmbox"]);
});

test("an id that nobody knows has the lists read again, but only every fifteen seconds and not for ever", async () => {
  const { names, context, asked, idOf } = await startNames();
  await names.of(context, [idOf("Front Desk")], 0);
  await names.of(context, [nobody], 14_999);
  expect(asked).toHaveLength(3);
  await names.of(context, [nobody], 15_000);
  expect(asked).toHaveLength(9);
  await names.of(context, [nobody], 40_000);
  expect(asked).toHaveLength(9);
});

test("a user made meanwhile is named at the next look, one that is gone keeps its name and is said to be deleted", async () => {
  const { names, context, session, accountId } = await startNames();
  const { id } = await session.createTestUser(accountId, 1_700_000_000_000);
  await names.of(context, [id], 0);
  await session.deleteTestUser(accountId, id);
  expect(await names.of(context, [id], minute)).toEqual([
    { id, type: "user", name: "Hookline test, may be deleted", isDeleted: true },
  ]);
  const made = await session.createTestUser(accountId, 1_700_000_000_001);
  expect(await names.of(context, [made.id], minute + 15_000)).toMatchObject([
    { id: made.id, isDeleted: false },
  ]);
});

test("another account's ids have no name here", async () => {
  const { names, context, session, childId } = await startNames();
  const [foreign] = (await session.listNames(childId, "user")).items;
  const childScope = { cluster: "test", accountId: childId };
  const inChild = await names.of({ kazoo: session, scope: childScope }, [foreign?.id ?? ""], 0);
  expect(inChild).toHaveLength(1);
  expect(await names.of(context, [foreign?.id ?? ""], 0)).toEqual([]);
  const otherCluster = { cluster: "other", accountId: childId };
  const silent = { listNames: async () => ({ items: [], isComplete: true }) };
  expect(await names.of({ kazoo: silent, scope: otherCluster }, [foreign?.id ?? ""], 0)).toEqual(
    [],
  );
});

test("names stay known while Kazoo is away, and nothing is said to be deleted", async () => {
  const { names, context, simulator, idOf, login } = await startNames();
  const id = idOf("Front Desk");
  await names.of(context, [id], 0);
  await simulator.close();
  const away = kazooAt(simulator.url, { timeoutMs: 500 }).as(login);
  expect(await names.of({ ...context, kazoo: away }, [id, nobody], minute)).toEqual([
    { id, type: "user", name: "Front Desk", isDeleted: false },
  ]);
});

test("a list in too many pages names what it has, and calls nobody deleted for what it has not", async () => {
  const { names, scope } = await startNames();
  const known = { items: [{ id: "a".repeat(32), name: "Ann" }], isComplete: true };
  const partly = { items: [{ id: "b".repeat(32), name: "Bob" }], isComplete: false };
  const answers = [known, partly];
  const none = { items: [], isComplete: true };
  const kazoo: Pick<KazooSession, "listNames"> = {
    listNames: async (_accountId, type) => (type === "user" ? (answers.shift() ?? none) : none),
  };
  const ids = ["a".repeat(32), "b".repeat(32)];
  await names.of({ kazoo, scope }, ids, 0);
  const found = await names.of({ kazoo, scope }, ids, minute);
  expect(found.map(({ name, isDeleted }) => [name, isDeleted])).toEqual([
    ["Ann", false],
    ["Bob", false],
  ]);
});
