import { expect, test } from "vitest";
import type {
  AccountChange,
  AccountChangeFrame,
  AccountChanges,
} from "@/lib/domain/account-changes";
import { createAskTarget } from "@/lib/outgoing/ask-target";
import { startManyAccounts } from "@/tests/support/kazoo/many-accounts";
import { changeAccounts } from "./change-accounts";

async function start(kazoo: "master" | "4.3" = "master") {
  const started = await startManyAccounts({ kazoo, subAccounts: 22, oneBucket: true });
  const { simulator, context, reader } = started;
  const accounts = [...simulator.world.accounts.values()];
  const idOf = (name: string) => accounts.find(({ fields }) => fields.name === name)?.id ?? "";
  const run = async (changes: AccountChange[], more: Partial<AccountChanges> = {}) => {
    const noteSaved = () => Promise.resolve();
    const askTarget = createAskTarget({ allowPrivate: true });
    const parts = { ...context(), reader, askTarget, noteSaved };
    const frames: AccountChangeFrame[] = [];
    const asked = { changes, check: "own" as const, dryRun: false, ...more };
    for await (const frame of changeAccounts(parts, asked)) frames.push(frame);
    const results = frames.flatMap((frame) => (frame.is === "result" ? [frame] : []));
    return { frames, results: results.sort((a, b) => a.index - b.index) };
  };
  const webhooksOf = (name: string) =>
    [...simulator.world.webhooks.values()].filter(({ accountId }) => accountId === idOf(name));
  return { ...started, idOf, run, webhooksOf };
}

const onUsers = { trigger: "object", modifiers: { type: "user", action: "doc_deleted" } };

test.each(["master", "4.3"] as const)(
  "%s: a webhook that posts here is told first, made, and not made twice",
  async (kazoo) => {
    const { idOf, run, webhooksOf } = await start(kazoo);
    const changes = ["Branch 001", "Branch 002"].map((name) => {
      return { do: "create", accountId: idOf(name), name: "User deleted", ...onUsers } as const;
    });
    expect((await run(changes, { dryRun: true })).results).toMatchObject([
      { outcome: "would", what: "Makes “User deleted”, which posts here." },
      { outcome: "would" },
    ]);
    expect(webhooksOf("Branch 001")).toHaveLength(1);
    expect((await run(changes)).results.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
    expect(webhooksOf("Branch 001")).toHaveLength(2);
    expect((await run(changes)).results).toMatchObject([
      { outcome: "skipped", what: "“User deleted” posts here already and is on." },
      { outcome: "skipped" },
    ]);
    expect(webhooksOf("Branch 001")).toHaveLength(2);
  },
);

test("what Kazoo switched off is on again, what is on is skipped, each with a result", async () => {
  const { idOf, run, webhooksOf } = await start();
  const changes = webhooksOf("Branch 011").map(({ id }) => {
    return { do: "re-enable", accountId: idOf("Branch 011"), webhookId: id } as const;
  });
  const { results } = await run(changes);
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(["done", "skipped"]);
  expect(webhooksOf("Branch 011").every(({ fields }) => fields.enabled === true)).toBe(true);
});

test("an account outside the tree, and another account's webhook, are refused and nothing happens", async () => {
  const { idOf, run, webhooksOf } = await start();
  const [foreign] = webhooksOf("Branch 011");
  const { results } = await run([
    { do: "create", accountId: idOf("Master"), name: "Here", ...onUsers },
    { do: "re-enable", accountId: idOf("Branch 001"), webhookId: foreign?.id ?? "" },
  ]);
  expect(results).toMatchObject([
    { outcome: "failed", what: "There is no such account in your tree." },
    { outcome: "failed", what: "Kazoo has no such webhook in this account." },
  ]);
  expect(webhooksOf("Master")).toEqual([]);
});

test("a session that ends is told, and what was not done can be asked for again", async () => {
  const { idOf, run, simulator } = await start();
  simulator.expireTokens();
  const accountId = idOf("Branch 001");
  const { frames } = await run([{ do: "create", accountId, name: "User deleted", ...onUsers }]);
  expect(frames).toMatchObject([{ is: "failed", code: "session_over" }]);
});
