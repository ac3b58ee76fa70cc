import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EventSummary } from "@/lib/domain/event";
import { learnWebhooks } from "@/lib/receiver/learn-webhooks";
import { createReceiverMemory } from "@/lib/receiver/receiver-memory";
import { createStoredDeliveries } from "@/lib/receiver/stored-deliveries";
import { createForgetfulStore } from "../support/failing-store";
import { acme } from "../support/new-event";
import { startReceiver, type TestReceiver } from "../support/receiver";
import { silentLogger } from "../support/sqlite-event-store";

let receiver: TestReceiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const edited = '{"id":"a1","account_id":"a1","action":"doc_edited","type":"account"}';

function post(headers: Record<string, string> = {}, body = edited) {
  const url = `http://127.0.0.1:${receiver.port}/receive/${receiver.key}`;
  return fetch(url, { method: "POST", body, headers: { "x-hook-id": "w1", ...headers } });
}

const shown = async (filter = {}) =>
  (await receiver.eventStore.search(acme, filter, { limit: 50 })).items;

describe("the same delivery again", () => {
  it("is stored each time and marked as a repeat of the first: one account PATCH gives four", async () => {
    const seen: EventSummary[] = [];
    receiver.broker.subscribe(acme, (event) => seen.push(event));
    const answers = await Promise.all([post(), post(), post(), post()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const events = await receiver.eventStore.since(acme, 0, 10);
    const first = events[0]?.id;
    expect(events.map(({ repeatOf }) => repeatOf)).toEqual([null, first, first, first]);
    expect(seen).toEqual(events);
  });

  it.each([
    ["in the list", () => {}],
    ["kept apart", () => receiver.knownWebhooks.learn(acme, [])],
  ])("is recognised by the process that is started next, %s", async (_, prepare) => {
    prepare();
    await Promise.all([post(), post()]);
    const [first] = await receiver.eventStore.since(acme, 0, 10);
    const receiverKey = receiver.receiverKeys.find(receiver.key);
    if (!receiverKey) throw new Error("The key is gone.");
    const storedDeliveries = createStoredDeliveries(receiver.eventStore);
    const { repeats } = createReceiverMemory({ storedDeliveries });
    const sent = { id: "e", receiverKey, webhookId: "w1", query: null, body: Buffer.from(edited) };
    const marks: (string | null)[] = [];
    const store = async (repeatOf: string | null) => {
      marks.push(repeatOf);
    };
    await repeats.store(sent, store);
    await repeats.store({ ...sent, body: Buffer.from("{}") }, store);
    expect(marks).toEqual([first?.id, null]);
  });

  it("of another webhook is another event", async () => {
    await post();
    await post({ "x-hook-id": "w2" });
    expect((await shown()).map(({ repeatOf }) => repeatOf)).toEqual([null, null]);
  });

  it("keeps live events in the order of their sequences, repeats among them", async () => {
    const seen: number[] = [];
    receiver.broker.subscribe(acme, ({ sequence }) => seen.push(sequence));
    const bodies = Array.from({ length: 200 }, (_, number) => `{"n":${number % 50}}`);
    await Promise.all(bodies.map((body) => post({}, body)));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen).toHaveLength(200);
    const marks = (await receiver.eventStore.since(acme, 0, 300)).filter((e) => e.repeatOf);
    expect(marks).toHaveLength(150);
  });
});

describe("the same delivery again, when the answer of the store got lost", () => {
  it("is marked as a repeat of the first, which was stored and answered 503", async () => {
    const { state, storeFor } = createForgetfulStore();
    await receiver.stop();
    receiver = await startReceiver({ storeFor });
    expect((await post()).status).toBe(503);
    state.forgetful = false;
    const answers = await Promise.all([post(), post()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const events = await receiver.eventStore.since(acme, 0, 10);
    const first = events[0]?.id;
    expect(events.map(({ repeatOf }) => repeatOf)).toEqual([null, first, first]);
  });
});

describe("where the account's webhooks are known", () => {
  beforeEach(() => {
    receiver.knownWebhooks.learn(acme, [{ id: "w1", trigger: "object" }]);
  });

  it("an event's kind is decided by its webhook", async () => {
    await post({}, '{"hook_event":"custom data says so","action":"doc_edited","id":"x"}');
    expect(await shown()).toMatchObject([
      { kind: "object", trigger: "object", decidedBy: "webhook", quarantine: null },
    ]);
  });

  it("what names another webhook is kept apart, with the reason", async () => {
    await post();
    await post({ "x-hook-id": "w2" });
    await post({ "x-hook-id": "w3", "x-account-id": "f".repeat(32) });
    expect((await shown()).map(({ webhookId }) => webhookId)).toEqual(["w1"]);
    expect(await shown({ quarantined: true })).toMatchObject([
      { webhookId: "w3", quarantine: "foreign_webhook" },
      { webhookId: "w2", quarantine: "unknown_webhook" },
    ]);
    expect(await receiver.eventStore.countQuarantined(acme)).toBe(2);
    // The live stream misses nothing; who shows it decides.
    expect(await receiver.eventStore.since(acme, 0, 10)).toHaveLength(3);
  });

  it("is let out once the webhook turns up in the account's list", async () => {
    await post({ "x-hook-id": "w2" });
    const stranger = { cluster: "default", accountId: "e".repeat(32) };
    expect(await receiver.eventStore.release(stranger, ["w2"])).toBe(0);
    expect(await receiver.eventStore.release(acme, [])).toBe(0);
    expect(await receiver.eventStore.release(acme, ["w1", "w2"])).toBe(1);
    expect(await shown()).toMatchObject([{ webhookId: "w2", quarantine: null }]);
    expect(await receiver.eventStore.countQuarantined(acme)).toBe(0);
  });
});

describe("reading an account's webhooks", () => {
  const parts = (release: typeof receiver.eventStore.release) => ({
    knownWebhooks: receiver.knownWebhooks,
    eventStore: { release },
    logger: silentLogger,
  });

  it("lets out what came from one that was created elsewhere", async () => {
    receiver.knownWebhooks.learn(acme, []);
    await post();
    expect(await receiver.eventStore.countQuarantined(acme)).toBe(1);
    const { eventStore } = receiver;
    await learnWebhooks(parts(eventStore.release), acme, [{ id: "w1", trigger: "object" }]);
    expect(await eventStore.countQuarantined(acme)).toBe(0);
  });

  it("does not fail while the store does, and lets out the next time", async () => {
    receiver.knownWebhooks.learn(acme, []);
    await post();
    const webhooks = [{ id: "w1", trigger: "object" }];
    const broken = parts(() => Promise.reject(new Error("disk full")));
    await learnWebhooks(broken, acme, webhooks);
    await learnWebhooks(parts(receiver.eventStore.release), acme, webhooks);
    expect(await receiver.eventStore.countQuarantined(acme)).toBe(0);
  });
});

describe("a receiver key", () => {
  it("that is revoked answers 404 at once, also after a restart", async () => {
    const [key] = await receiver.receiverKeyStore.all();
    if (!key) throw new Error("no key");
    expect((await post()).status).toBe(200);
    await receiver.receiverKeyStore.remove({ ...acme, accountId: "other" }, key.id);
    expect(await receiver.receiverKeyStore.all()).toHaveLength(1);
    expect(await receiver.receiverKeys.revoke(acme, key.id)).toBe(true);
    expect((await post()).status).toBe(404);
    expect(await receiver.receiverKeyStore.all()).toEqual([]);
  });

  it("knows when it was used", async () => {
    await receiver.receiverKeyStore.touch((await receiver.receiverKeyStore.all())[0]?.id ?? "", 5);
    expect((await receiver.receiverKeyStore.all())[0]?.lastUsedAt).toBe(5);
    const before = Date.now();
    await post();
    expect(receiver.receiverKeys.list(acme)[0]?.lastUsedAt).toBeGreaterThanOrEqual(before);
  });
});
