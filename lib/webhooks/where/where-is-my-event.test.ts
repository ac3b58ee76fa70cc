import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createLogger } from "@/lib/config/logger";
import { HooklineError } from "@/lib/domain/hookline-error";
import { type WhereCheck, whereCheckSchema } from "@/lib/domain/where";
import { createAskTarget } from "@/lib/outgoing/ask-target";
import { startWebhookContext } from "@/tests/support/kazoo/webhook-context";
import { newEvent } from "@/tests/support/store/new-event";
import { until } from "@/tests/support/until";
import { createHealthReader } from "../health/read-health";
import type { WhereContext } from "./where-context";
import { whereIsMyEvent } from "./where-is-my-event";
import type { WhereQuestion } from "./where-request";

const hourMs = 3_600_000;
const userDeleted = { type: "user", action: "doc_deleted" };

/** Hookline's public URL, which answers that status and stores nothing. */
async function startReceiver(status: number) {
  const server = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

/** A webhook “User deleted”, to Hookline unless a URL is given, and the walk for its events. */
async function startWalk({ status = 200, url = "" } = {}) {
  const receiverUrl = await startReceiver(status);
  const started = await startWebhookContext({ allowLoopback: true }, receiverUrl);
  const { session, accountId, context, receiverKeys, scope, storage } = started;
  const here = receiverKeys.urlOf(await receiverKeys.ensure(scope));
  const { id } = await session.createWebhook(accountId, {
    name: "Tested",
    url: url || here,
    enabled: true,
    httpVerb: "post",
    format: "json",
    retries: 1,
    includeSubaccounts: false,
    includeInternalLegs: true,
    trigger: "object",
    customData: userDeleted,
  });
  const receiving: WhereContext["receiving"] = {
    waiting: null,
    paused: null,
    failingSince: null,
    notStored: null,
    setAside: false,
  };
  const readHealth = createHealthReader({ ...storage, logger: createLogger("silent") });
  async function walk(
    question: Partial<WhereQuestion> = {},
    changes: Partial<WhereContext> = {},
  ): Promise<readonly WhereCheck[]> {
    const now = Date.now();
    const checks: WhereCheck[] = [];
    const asked = {
      webhookId: id,
      happened: { trigger: "object", modifiers: userDeleted },
      span: { from: now - hourMs, to: now },
      elsewhere: false,
      page: null,
      ...question,
    };
    const parts = { ...storage, readHealth, receiving, operatorId: "someone" };
    const askTarget = createAskTarget({ allowPrivate: true });
    for await (const check of whereIsMyEvent(
      { ...context(), ...parts, askTarget, ...changes },
      asked,
    )) {
      checks.push(whereCheckSchema.parse(check));
    }
    return checks;
  }
  const store = (changes: Partial<Parameters<typeof newEvent>[1]> = {}) =>
    storage.eventStore.append([
      newEvent(
        { id: "u1", ...userDeleted },
        { scope, webhookId: id, receivedAt: Date.now() - 1_000, ...changes },
      ),
    ]);
  return { ...started, id, walk, store, receiving };
}

const of = (checks: readonly WhereCheck[], step: WhereCheck["check"]) =>
  checks.find(({ check }) => check === step);
const states = (checks: readonly WhereCheck[]) =>
  checks.map(({ check, state }) => `${check} ${state}`);

test("an event that is stored ends the walk, with the way to it", async () => {
  const { walk, store } = await startWalk();
  const [stored] = await store();
  const checks = await walk();
  expect(states(checks)).toEqual([
    "webhook fine",
    "match fine",
    "attempts fine",
    "receiver fine",
    "waiting fine",
    "quarantine fine",
    "retention fine",
    "stored fine",
    "verdict fine",
  ]);
  expect(of(checks, "verdict")).toMatchObject({
    remedy: "open-event",
    eventId: stored?.summary.id,
    sentence: "It is stored: “User deleted: u1”.",
  });
});

test("where all is in order and nothing came, a test is the next step", async () => {
  const { walk, store } = await startWalk();
  // Another kind of event, and one of another time.
  await store({
    classification: newEvent({ type: "device", action: "doc_edited" }).classification,
  });
  await store({ receivedAt: Date.now() - 5 * hourMs });
  const checks = await walk();
  expect(of(checks, "stored")).toMatchObject({ state: "look" });
  expect(of(checks, "verdict")).toMatchObject({ state: "look", remedy: "test" });
  expect(of(checks, "verdict")?.sentence).toContain("did not happen in that time");
});

test("a webhook that a person switched off is the first thing that is wrong", async () => {
  const { walk, session, accountId, id } = await startWalk({ status: 502 });
  await session.patchWebhook(accountId, id, { enabled: false });
  const checks = await walk();
  expect(of(checks, "verdict")).toMatchObject({ state: "look", remedy: "re-enable" });
  expect(of(checks, "verdict")?.sentence).toContain("Somebody switched the webhook off");
});

test("one that Kazoo switched off says since when; what happened before is not its fault", async () => {
  const { walk, session, accountId, storage, scope } = await startWalk();
  const off = (await session.listWebhooks(accountId)).find(
    ({ state }) => state === "auto-disabled",
  );
  const webhookId = off?.id ?? "";
  const seen = { id: webhookId, name: "Off", trigger: "channel_create" };
  const offAt = Date.now() - 10 * 60_000;
  await storage.knownWebhookStore.listed(scope, [{ ...seen, state: "active" }], offAt);
  await storage.knownWebhookStore.listed(scope, [{ ...seen, state: "auto-disabled" }], offAt + 1);
  expect(of(await walk({ webhookId, happened: null }), "verdict")).toMatchObject({
    at: expect.any(Number),
    remedy: "re-enable",
  });
  const before = { from: offAt - 30 * 86_400_000, to: offAt - 29 * 86_400_000 };
  const checks = await walk({ webhookId, happened: null, span: before });
  expect(of(checks, "webhook")).toMatchObject({ state: "fine" });
});

test.each([
  ["another trigger", { trigger: "channel_create", modifiers: {} }],
  ["another type", { trigger: "object", modifiers: { type: "device", action: "doc_deleted" } }],
  ["another action", { trigger: "object", modifiers: { ...userDeleted, action: "doc_edited" } }],
])("what the webhook does not fire on, %s, is said with both names", async (_what, happened) => {
  const { walk } = await startWalk();
  const verdict = of(await walk({ happened }), "verdict");
  expect(verdict).toMatchObject({ state: "look", remedy: "edit" });
  expect(verdict?.sentence).toMatch(/^It fires on “User deleted”, (never|not) on “.+”\.$/);
});

test("a choice left open matches", async () => {
  const { walk } = await startWalk();
  const modifiers = { type: "all", action: "doc_deleted" };
  const checks = await walk({ happened: { trigger: "object", modifiers } });
  expect(of(checks, "match")).toMatchObject({ state: "fine" });
});

test("failed attempts say what was answered, and lead to recovering", async () => {
  const { walk, simulator, accountId } = await startWalk({ status: 502 });
  await simulator.fire({ accountId, trigger: "object", payload: { id: "u1", ...userDeleted } });
  await until(() => simulator.world.attempts.length > 0);
  const checks = await walk();
  expect(of(checks, "attempts")).toMatchObject({ state: "look", remedy: "recover" });
  expect(of(checks, "attempts")?.sentence).toContain("the receiver answered 502");
  expect(of(checks, "receiver")?.sentence).toContain("answered 502");
  expect(of(checks, "verdict")?.remedy).toBe("recover");
});

test("a receiver elsewhere is asked only when that is allowed", async () => {
  const url = await startReceiver(500);
  const { walk } = await startWalk({ url });
  const quiet = await walk();
  expect(of(quiet, "receiver")).toMatchObject({ state: "unknown" });
  expect(of(quiet, "verdict")).toMatchObject({ remedy: "also-here" });
  const asked = await walk({ elsewhere: true });
  expect(of(asked, "receiver")).toMatchObject({ state: "look" });
  expect(of(asked, "verdict")?.sentence).toContain("answered 500");
});

test("what is in quarantine is found and says why", async () => {
  const { walk, store } = await startWalk();
  const [apart] = await store({ quarantine: "revoked_key" });
  expect(of(await walk(), "verdict")).toMatchObject({
    remedy: "quarantine",
    eventId: apart?.summary.id,
    sentence: "It arrived and is in quarantine: its receiver key was revoked before it was stored.",
  });
});

test("what waits on disk, was not stored, or can't be written is told apart", async () => {
  const { walk, receiving } = await startWalk();
  const now = Date.now();
  const waiting = { deliveries: 3, bytes: 9, oldestAt: now - 1_000 };
  const verdict = async (changes: Partial<typeof receiving>) =>
    of(await walk({}, { receiving: { ...receiving, ...changes } }), "verdict")?.sentence;
  expect(await verdict({ waiting, paused: "database" })).toContain("the database is away");
  const lost = { count: 2, firstAt: now - 5_000, lastAt: now - 4_000 };
  expect(await verdict({ notStored: lost })).toContain("could not be stored");
  const long = { ...lost, firstAt: 1, lastAt: 2 };
  expect(await verdict({ notStored: long })).toContain("did not happen in that time");
  expect(await verdict({ failingSince: now })).toContain("can't write");
  expect(await verdict({ setAside: true })).toContain("set aside");
});

test("the filter of the page is named when it hides a stored event", async () => {
  const { walk, store } = await startWalk();
  const [stored] = await store();
  const shown = await walk({ page: { type: "user" } });
  expect(of(shown, "verdict")).toMatchObject({ remedy: "open-event", state: "fine" });
  for (const page of [{ type: "device" }, { q: "nowhere" }, { from: Date.now() }]) {
    expect(of(await walk({ page }), "verdict")).toMatchObject({
      sentence: "It is stored, and the page's filter hides it.",
      eventId: stored?.summary.id,
    });
  }
  expect(of(await walk({ page: { q: "u1" } }), "page")).toMatchObject({ state: "fine" });
});

test("a time that retention has removed is said", async () => {
  const { walk, store, storage, scope } = await startWalk();
  await store({ receivedAt: Date.now() - 2 * hourMs });
  const none = { maxBytes: null, maxEvents: null, maxEventsPerAccount: null };
  const limits = { ...none, maxBytesPerAccount: null, minFreeBytes: null };
  const now = Date.now();
  await storage.eventStore.prune({ ...limits, olderThan: now - hourMs, now });
  await until(async () => (await storage.eventStore.horizon(scope)).droppedBefore !== null);
  const span = { from: now - 3 * hourMs, to: now - 2 * hourMs };
  expect(of(await walk({ span }), "verdict")?.sentence).toContain("Retention has removed");
  expect(of(await walk({ span: { from: now - 60_000, to: now } }), "retention")).toMatchObject({
    state: "fine",
  });
});

test("a webhook that is gone, or another account's, is not there, and its checks say so", async () => {
  const { walk } = await startWalk();
  const checks = await walk({ webhookId: "0".repeat(32) });
  expect(of(checks, "match")).toMatchObject({ state: "unknown" });
  expect(of(checks, "verdict")).toMatchObject({ remedy: "all-webhooks" });
});

test("events of another account are never found", async () => {
  const { walk, store } = await startWalk();
  await store({ scope: { cluster: "default", accountId: "f".repeat(32) } });
  expect(of(await walk(), "stored")).toMatchObject({ state: "look", eventId: null });
});

test("with Kazoo away its checks can't tell, and the others still do", async () => {
  const { walk, store, context } = await startWalk();
  await store();
  const away = () =>
    Promise.reject(new HooklineError("kazoo_unreachable", "Kazoo does not answer."));
  const kazoo = { ...context().kazoo, listWebhooks: away, listAttempts: away, getWebhook: away };
  const checks = await walk({}, { kazoo });
  expect(of(checks, "webhook")).toMatchObject({
    state: "unknown",
    sentence: "Kazoo does not answer.",
  });
  expect(of(checks, "attempts")).toMatchObject({ state: "unknown" });
  expect(of(checks, "verdict")).toMatchObject({ state: "fine", remedy: "open-event" });
  expect(of(await walk({ webhookId: "0".repeat(32) }, { kazoo }), "verdict")).toMatchObject({
    state: "unknown",
    remedy: "look-again",
  });
});
