import { expect, test } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import { healthStates, webhookHealthListSchema } from "@/lib/domain/webhook-health";
import { startWebhookContext } from "@/tests/support/kazoo/webhook-context";
import { newEvent } from "@/tests/support/store/new-event";
import { until } from "@/tests/support/until";
import { createHealthReader } from "./read-health";

/** A Kazoo whose webhooks reach nobody but this machine, and a reader of their health. */
async function startHealth() {
  const started = await startWebhookContext({ resolveHosts: "loopback-only" });
  const { storage, context, simulator, session, accountId } = started;
  const readHealth = createHealthReader({ ...storage, logger: createLogger("silent") });
  const webhooks = await session.listWebhooks(accountId);
  const idOf = (name: string) => webhooks.find((webhook) => webhook.name === name)?.id ?? "";
  const read = async (changes: Partial<ReturnType<typeof context>> = {}) => {
    const list = await readHealth({ ...context(), ...changes, operatorId: "someone" });
    return webhookHealthListSchema.parse(list).items;
  };
  const of = async (name: string) =>
    (await read()).find(({ webhookId }) => webhookId === idOf(name));
  const fail = async (name: string) => {
    await session.patchWebhook(accountId, idOf(name), { retries: 1 });
    const before = simulator.world.attempts.length;
    await simulator.fire({ accountId, trigger: "parking", payload: { id: "x" } });
    await until(() => simulator.world.attempts.length > before);
  };
  return { ...started, read, of, fail, idOf };
}

test("each webhook of the account has a health, and no other has", async () => {
  const { read, session, accountId } = await startHealth();
  const items = await read();
  const ids = (await session.listWebhooks(accountId)).map(({ id }) => id);
  expect(items.map(({ webhookId }) => webhookId)).toEqual(ids);
  expect(items.every(({ state }) => healthStates.includes(state))).toBe(true);
});

test("a failed attempt counts towards the limit, with what the receiver answered", async () => {
  const { of, fail } = await startHealth();
  await fail("Parked calls to CRM");
  expect(await of("Parked calls to CRM")).toMatchObject({
    state: "failing",
    failures: 1,
    lastAnswer: { isSuccess: false, code: null, clientError: "failed_connect: nxdomain" },
  });
  expect(await of("Ported numbers")).toMatchObject({ failures: 0, lastAnswer: null });
});

test("the account's own limits take the place of Kazoo's where Kazoo shows them", async () => {
  const { of, fail, simulator, accountId, context, storage } = await startHealth();
  const readHealth = createHealthReader({ ...storage, logger: createLogger("silent") });
  const limits = async () => (await readHealth({ ...context(), operatorId: "other" })).limits;
  simulator.world.webhookConfigs.set(accountId, { attempt_failure_count: 3 });
  expect(await limits()).toEqual({ count: 3, windowMs: 60_000 });
  simulator.world.webhookConfigs.set(accountId, { attempt_failure_expiry_ms: 1 });
  await fail("Parked calls to CRM");
  // A failure is too old at once.
  expect(await of("Parked calls to CRM")).toMatchObject({ state: "fine", failures: 0 });
});

test("a webhook that Kazoo switched off says why, and since when as far as somebody saw it", async () => {
  const { of, idOf, storage, scope } = await startHealth();
  const id = idOf("Call pop-up");
  const seen = { id, name: "Call pop-up", trigger: "channel_create" };
  await storage.knownWebhookStore.listed(scope, [{ ...seen, state: "active" }], 1_000);
  await storage.knownWebhookStore.listed(scope, [{ ...seen, state: "auto-disabled" }], 2_000);
  expect(await of("Call pop-up")).toMatchObject({
    state: "auto-disabled",
    disableReason: "too many failed attempts",
    offSince: { after: 1_000, before: 2_000 },
  });
});

test("deliveries here are an answer of 200, and make the hours of the day", async () => {
  const { of, idOf, storage, scope, session, accountId, receiverKeys } = await startHealth();
  const url = receiverKeys.urlOf(await receiverKeys.ensure(scope));
  const webhookId = idOf("Ported numbers");
  await session.patchWebhook(accountId, webhookId, { url });
  expect(await of("Ported numbers")).toMatchObject({ state: "never-fired", lastEventAt: null });
  const receivedAt = Date.now() - 1_000;
  await storage.eventStore.append([newEvent({ id: "x" }, { scope, webhookId, receivedAt })]);
  const health = await of("Ported numbers");
  expect(health).toMatchObject({
    state: "fine",
    lastEventAt: receivedAt,
    lastAnswer: { at: receivedAt, isSuccess: true, code: 200 },
  });
  expect(health?.hours).toHaveLength(24);
  expect(health?.hours.at(-1)).toBe(1);
});

test("where attempts can't be read, nothing is said of failures, and all else is there", async () => {
  const { read, context } = await startHealth();
  const refuse = () => Promise.reject(new HooklineError("kazoo_forbidden", "Not allowed."));
  const items = await read({ kazoo: { ...context().kazoo, listAttempts: refuse } });
  expect(items).toHaveLength(5);
  expect(items.every(({ failures }) => failures === null)).toBe(true);
});

test("a session that is over is told, and a list that can't be read is no empty one", async () => {
  const { simulator, read } = await startHealth();
  simulator.faults.add({ kind: "error", status: 500 });
  await expect(read()).rejects.toMatchObject({ name: "HooklineError" });
});

test("pages that are open side by side ask Kazoo for its attempts once", async () => {
  const { read, context } = await startHealth();
  let asked = 0;
  const { listAttempts, ...rest } = context().kazoo;
  const kazoo = {
    ...rest,
    listAttempts: (...request: Parameters<typeof listAttempts>) => {
      asked += 1;
      return listAttempts(...request);
    },
  };
  await Promise.all([read({ kazoo }), read({ kazoo }), read({ kazoo })]);
  // One for the account, one for the webhook that Kazoo switched off.
  expect(asked).toBe(2);
});
