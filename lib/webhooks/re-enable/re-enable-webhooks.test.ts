import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createAskTarget } from "@/lib/outgoing/ask-target";
import { startWebhookContext } from "@/tests/support/kazoo/webhook-context";
import { reEnableWebhooks } from "./re-enable-webhooks";

/** A receiver that answers that status, and keeps what it was asked. */
async function startReceiver(status: number) {
  const asked: string[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers["x-hookline-probe"] ?? ""}`.trim());
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  return { asked, url: `http://127.0.0.1:${port}` };
}

/** A webhook that Kazoo switched off, and whose URL answers that status. */
async function startReEnable(status = 200) {
  const receiver = await startReceiver(status);
  const started = await startWebhookContext({ allowLoopback: true }, receiver.url);
  const { session, accountId, context, receiverKeys, scope } = started;
  const webhooks = await session.listWebhooks(accountId);
  const id = webhooks.find(({ state }) => state === "auto-disabled")?.id ?? "";
  const here = receiverKeys.urlOf(await receiverKeys.ensure(scope));
  const stateOf = async () =>
    (await session.listWebhooks(accountId)).find((item) => item.id === id)?.state;
  const postTo = (url: string) => session.patchWebhook(accountId, id, { url });
  await postTo(here);
  const askTarget = createAskTarget({ allowPrivate: true });
  const run = (changes: Partial<Parameters<typeof reEnableWebhooks>[1]> = {}) =>
    reEnableWebhooks(
      { ...context(), askTarget },
      { webhookIds: [id], check: "own", dryRun: false, ...changes },
    );
  const path = new URL(here).pathname;
  return { ...started, asked: receiver.asked, url: receiver.url, id, path, run, stateOf, postTo };
}

test("ours is asked without leaving an event, and is on when it answers 200", async () => {
  const { run, asked, path, id, stateOf } = await startReEnable();
  expect(await stateOf()).toBe("auto-disabled");
  expect(await run()).toMatchObject([
    { webhookId: id, outcome: "re-enabled", answer: { status: 200, problem: null }, why: null },
  ]);
  expect(asked).toEqual([`HEAD ${path}`]);
  expect(await stateOf()).toBe("active");
});

test("one that answers anything but 200 stays off and says so", async () => {
  const { run, id, stateOf } = await startReEnable(204);
  const why = expect.stringMatching(/^Its URL answered 204 in \d+ ms. Kazoo takes only 200.$/);
  expect(await run()).toMatchObject([{ webhookId: id, outcome: "refused", why }]);
  expect(await stateOf()).toBe("auto-disabled");
});

test("a URL elsewhere is asked only when that is wished, by a marked request", async () => {
  const { run, asked, url, stateOf, postTo } = await startReEnable(404);
  await postTo(`${url}/elsewhere`);
  expect(await run({ check: "all" })).toMatchObject([{ outcome: "refused" }]);
  expect(asked).toEqual(["POST /elsewhere 1"]);
  expect(await stateOf()).toBe("auto-disabled");
  expect(await run({ check: "own" })).toMatchObject([{ outcome: "re-enabled", answer: null }]);
  expect(asked).toHaveLength(1);
});

test("a dry run asks and changes nothing", async () => {
  const { run, stateOf, asked } = await startReEnable();
  expect(await run({ dryRun: true })).toMatchObject([{ outcome: "would-re-enable" }]);
  expect(asked).toHaveLength(1);
  expect(await stateOf()).toBe("auto-disabled");
});

test("each webhook has a result of its own, also one that isn't there or is another account's", async () => {
  const { run, id, simulator, childId } = await startReEnable();
  const foreign = simulator.world.newDocument(childId, { name: "Foreign", enabled: false });
  simulator.world.webhooks.set(foreign.id, foreign);
  const items = await run({ webhookIds: [id, foreign.id, "unknown", id], check: "none" });
  expect(items.map(({ outcome }) => outcome)).toEqual(["re-enabled", "refused", "refused"]);
  expect(items[1]?.why).toBe(items[2]?.why);
});
