import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import type { TestHop } from "@/lib/domain/test-hop";
import { createAskTarget } from "@/lib/outgoing/ask-target";
import { startWebhookContext } from "@/tests/support/kazoo/webhook-context";
import { newEvent } from "@/tests/support/store/new-event";
import { deleteLeftUsers } from "./left-users";
import { testWebhook } from "./test-webhook";

type Answer = (webhookId: string, payload: Record<string, string>) => Promise<number>;

/** A webhook that posts to a receiver which stores what it is sent, as Hookline's does. */
async function startTest(fires: { trigger: string; customData: Record<string, string> }) {
  let answer: Answer = () => Promise.resolve(200);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const payload = JSON.parse(Buffer.concat(chunks).toString() || "{}");
    response.writeHead(await answer(String(request.headers["x-hook-id"]), payload)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const started = await startWebhookContext({ allowLoopback: true }, url);
  const { session, accountId, scope, storage, receiverKeys, context } = started;
  const store: Answer = async (webhookId, payload) => {
    const receivedAt = Date.now();
    await storage.eventStore.append([newEvent(payload, { scope, webhookId, receivedAt })]);
    return 200;
  };
  answer = store;
  const here = receiverKeys.urlOf(await receiverKeys.ensure(scope));
  const made = await session.createWebhook(accountId, {
    name: "Tested",
    url: here,
    enabled: true,
    httpVerb: "post",
    format: "json",
    retries: 1,
    includeSubaccounts: false,
    includeInternalLegs: true,
    ...fires,
  });
  const cancel = new AbortController();
  const hops = (changes: { webhookId?: string; elsewhere?: boolean; timeoutMs?: number } = {}) => {
    const { webhookId = made.id, elsewhere = false, timeoutMs = 30_000 } = changes;
    return testWebhook(
      {
        ...context(),
        askTarget: createAskTarget({ allowPrivate: true }),
        eventStore: storage.eventStore,
        signal: cancel.signal,
        timeoutMs,
      },
      webhookId,
      { elsewhere },
    );
  };
  const run = async (changes = {}) => {
    const found: TestHop[] = [];
    for await (const hop of hops(changes)) found.push(hop);
    return found;
  };
  const left = () => session.listTestUsers(accountId);
  return {
    ...started,
    id: made.id,
    url,
    run,
    hops,
    left,
    cancel,
    answerWith: (other: Answer) => {
      answer = other;
    },
  };
}

const userDeleted = { trigger: "object", customData: { type: "user", action: "doc_deleted" } };
const names = (hops: readonly TestHop[]) => hops.map(({ hop, ok }) => `${hop} ${ok}`);

test.each(["doc_deleted", "doc_created"])(
  "a throw-away user makes a webhook for %s fire for real, and is gone afterwards",
  async (action) => {
    const { run, left } = await startTest({
      trigger: "object",
      customData: { type: "user", action },
    });
    const hops = await run();
    expect(names(hops)).toEqual([
      "accepted true",
      "received true",
      "stored true",
      "cleaned true",
      "done true",
    ]);
    expect(hops.every(({ elapsedMs }) => elapsedMs >= 0)).toBe(true);
    expect(hops[2]?.eventId).toMatch(/./);
    expect(await left()).toEqual([]);
  },
);

test("a test that stops says what Kazoo's attempts tell, and still cleans up", async () => {
  const { run, left, answerWith } = await startTest(userDeleted);
  answerWith(() => Promise.resolve(502));
  const hops = await run({ timeoutMs: 5_000 });
  expect(names(hops)).toEqual(["accepted true", "received false", "cleaned true", "done false"]);
  expect(hops[1]?.hint).toContain("was answered 502");
  expect(await left()).toEqual([]);
});

test("cancelling ends the test and leaves no user", async () => {
  const { hops, left, cancel, answerWith } = await startTest({
    trigger: "object",
    customData: { type: "user", action: "doc_created" },
  });
  answerWith(() => Promise.resolve(502));
  for await (const { hop } of hops()) {
    if (hop !== "accepted") continue;
    expect(await left()).toHaveLength(1);
    cancel.abort();
  }
  expect(await left()).toEqual([]);
});

test("a viewer who leaves in the middle leaves no user either", async () => {
  const { hops, left } = await startTest({
    trigger: "object",
    customData: { type: "user", action: "doc_created" },
  });
  for await (const { hop } of hops()) if (hop === "accepted") break;
  expect(await left()).toEqual([]);
});

test("what an earlier test left after a crash is deleted by the next one, and nothing else is", async () => {
  const { run, left, session, accountId, simulator } = await startTest(userDeleted);
  const others = simulator.world.users.size;
  await session.createTestUser(accountId, Date.now() - 3_600_000);
  const { id: running } = await session.createTestUser(accountId, Date.now());
  await run();
  expect((await left()).map(({ id }) => id)).toEqual([running]);
  await session.deleteTestUser(accountId, running);
  // Gone is gone, whoever deleted it.
  await session.deleteTestUser(accountId, running);
  expect(simulator.world.users.size).toBe(others);
});

test("a console that dies in the middle leaves a user that is listed, and deleted on request", async () => {
  const { hops, left, session, accountId, scope, simulator } = await startTest({
    trigger: "object",
    customData: { type: "user", action: "doc_created" },
  });
  const others = simulator.world.users.size;
  const cut = hops();
  // Nothing of a process that is killed runs again, its cleaning up neither: the rest is never asked for.
  expect((await cut.next()).value).toMatchObject({ hop: "accepted", ok: true });
  const [user] = await left();
  expect(user?.madeAt).toBeGreaterThan(0);
  const ordinary = [...simulator.world.users.values()].find(({ id }) => id !== user?.id);
  const named = new Set([user?.id, ordinary?.id]);
  await deleteLeftUsers({ kazoo: session, scope }, ({ id }) => named.has(id));
  expect(await left()).toEqual([]);
  expect(simulator.world.users.size).toBe(others);
  expect(await session.listTestUsers(accountId)).toEqual([]);
});

test("a clean-up that fails is said, and the user is still listed", async () => {
  const { run, left, simulator, session, scope } = await startTest(userDeleted);
  simulator.faults.add({
    kind: "error",
    method: "DELETE",
    status: 503,
    message: "datastore_fault",
  });
  const cleaned = (await run({ timeoutMs: 1_000 })).find(({ hop }) => hop === "cleaned");
  expect(cleaned).toMatchObject({ ok: false });
  expect(cleaned?.hint).toContain("could not be deleted");
  const [user] = await left();
  expect(user).toBeDefined();
  simulator.faults.clear();
  await deleteLeftUsers({ kazoo: session, scope }, ({ id }) => id === user?.id);
  expect(await left()).toEqual([]);
});

test("other triggers are sent a sample, which says that it is not from Kazoo", async () => {
  const { run, answerWith, storage, scope, id } = await startTest({
    trigger: "channel_destroy",
    customData: {},
  });
  const sent: unknown[] = [];
  answerWith(async (webhookId, payload) => {
    sent.push(payload);
    const receivedAt = Date.now();
    await storage.eventStore.append([newEvent(payload, { scope, webhookId, receivedAt })]);
    return 200;
  });
  const hops = await run();
  expect(names(hops)).toEqual(["sent true", "received true", "stored true", "done true"]);
  expect(hops[0]?.hint).toContain("not an event of Kazoo's");
  expect(sent).toMatchObject([{ hook_event: "channel_destroy", hookline_test: expect.anything() }]);
  const { items } = await storage.eventStore.search(scope, { webhookId: id }, { limit: 5 });
  expect(items).toHaveLength(1);
});

test("a URL elsewhere is sent nothing unless that is allowed", async () => {
  const { run, session, accountId, id, url, answerWith } = await startTest({
    trigger: "channel_destroy",
    customData: {},
  });
  let asked = 0;
  answerWith(() => {
    asked += 1;
    return Promise.resolve(204);
  });
  await session.patchWebhook(accountId, id, { url: `${url}/elsewhere` });
  expect(names(await run())).toEqual(["sent false", "done false"]);
  expect(asked).toBe(0);
  const hops = await run({ elsewhere: true });
  expect(hops[0]).toMatchObject({ ok: false, hint: expect.stringContaining("answered 204") });
  expect(asked).toBe(1);
});

test("one that is off or not there ends at once, with why", async () => {
  const { run, session, accountId, id } = await startTest(userDeleted);
  await session.patchWebhook(accountId, id, { enabled: false });
  const off = await run();
  expect(names(off)).toEqual(["accepted false", "done false"]);
  expect(off[0]?.hint).toContain("is off");
  const missing = await run({ webhookId: "of-another-account" });
  expect(missing[0]?.hint).toContain("no such webhook");
});
