import { Writable } from "node:stream";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { objectEvent } from "@/simulator/events/object-event";
import { type Simulator, startSimulator } from "@/simulator/simulator";
import { apiClient, logIn } from "@/simulator/testing/api-client";
import { createFailingStore } from "../support/failing-store";
import { acme } from "../support/new-event";
import { startReceiver, type TestReceiver } from "../support/receiver";
import { createWatchedClock, type WatchedClock } from "../support/watched-clock";

const holdSeconds = 60;
const retryMs = 5_000;

let clock: WatchedClock;
let simulator: Simulator;
let receiver: TestReceiver;
let failing: ReturnType<typeof createFailingStore>;
let log: string;
let accountId: string;
let webhookId: string;

beforeEach(async () => {
  clock = createWatchedClock();
  failing = createFailingStore();
  log = "";
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log += String(chunk);
      done();
    },
  });
  receiver = await startReceiver({
    storeFor: failing.storeFor,
    ladder: { holdSeconds, failsPerMinute: 3, now: clock.now },
    logger: pino({ level: "info" }, sink),
  });
  simulator = await startSimulator({ seed: "demo", allowLoopback: true, rateLimit: false, clock });
  const call = apiClient(simulator);
  const session = await logIn(call);
  accountId = session.accountId;
  const data = {
    name: "Users",
    uri: `http://127.0.0.1:${receiver.port}/receive/${receiver.key}`,
    hook: "object",
    format: "json",
    custom_data: { type: "user", action: "doc_deleted" },
  };
  const path = `/v2/accounts/${accountId}/webhooks`;
  webhookId = String((await call("PUT", path, { token: session.token, data })).data.id);
});
afterEach(async () => {
  await simulator.close();
  await receiver.stop();
});

const fire = (id: string) => simulator.fire(objectEvent(accountId, "user", id, "doc_deleted"));
const attempts = () => simulator.world.attempts.filter((attempt) => attempt.hookId === webhookId);
const isEnabled = () => simulator.world.webhooks.get(webhookId)?.fields.enabled !== false;
const stored = () => receiver.eventStore.since(acme, 0, 100);

/** Lets the holding time go by while the store fails; the delivery that began it fails then. */
async function passHold(): Promise<void> {
  const served = fire("first");
  for (let passedMs = 0; passedMs < holdSeconds * 1000; passedMs += retryMs) {
    await clock.sleeper(retryMs);
    await clock.advance(retryMs);
  }
  await served;
}

describe("while nothing can be stored", () => {
  it("rung 1: a delivery is held by Kazoo's HTTP client, fails nowhere, and is stored afterwards", async () => {
    const served = fire("u1");
    for (let round = 0; round < 5; round += 1) {
      await clock.sleeper(retryMs);
      failing.state.broken = round < 4;
      await clock.advance(retryMs);
    }
    await served;
    expect(attempts()).toEqual([]);
    expect(simulator.deliveries()).toMatchObject([{ outcome: "success", try: 1 }]);
    expect(await stored()).toMatchObject([{ facts: { id: "u1" }, repeatOf: null }]);
    expect(receiver.answerLadder.totals()).toEqual({ held: 5, failed: 0, notStored: 0 });
    expect(log.match(/deliveries can't be stored/g)).toHaveLength(1);
  });

  it("rung 2: after the holding time Kazoo's attempt log keeps the body, three times a minute", async () => {
    await passHold();
    await fire("u2");
    await fire("u3");
    expect(attempts().map(({ fields }) => fields.resp_status_code)).toEqual(["503", "503", "503"]);
    expect(String(attempts()[2]?.fields.req_body)).toContain('"id" : "u3"');
    expect(await receiver.lostDeliveries.of(acme)).toBeNull();
  });

  it("rung 3: beyond that Kazoo hears 200 and Hookline counts what it lost, in the log too", async () => {
    await passHold();
    for (const id of ["u2", "u3", "u4", "u5"]) await fire(id);
    expect(attempts()).toHaveLength(3);
    expect(await receiver.lostDeliveries.of(acme)).toMatchObject({ count: 2 });
    expect(log.match(/NOT STORED/g)).toHaveLength(2);
    expect(await stored()).toEqual([]);
  });

  it("Kazoo never switches the webhook off, however long it lasts", async () => {
    await passHold();
    for (let second = 0; second < 300; second += 2) {
      await fire(`u${second}`);
      await clock.advance(2_000);
    }
    expect(isEnabled()).toBe(true);
    const { failed, notStored } = receiver.answerLadder.totals();
    expect(failed + notStored).toBe(151);
    expect(failed).toBeLessThanOrEqual(3 * 6);
    failing.state.broken = false;
    await fire("after");
    expect(await stored()).toMatchObject([{ facts: { id: "after" } }]);
  });

  it("would be switched off without the fail budget: the simulator does as Kazoo does", async () => {
    const unbounded = createFailingStore();
    const plain = await startReceiver({
      storeFor: unbounded.storeFor,
      ladder: { holdSeconds: 0, failsPerMinute: 1_000, now: clock.now },
    });
    const webhook = simulator.world.webhooks.get(webhookId);
    if (!webhook) throw new Error("no webhook");
    const uri = `http://127.0.0.1:${plain.port}/receive/${plain.key}`;
    simulator.world.webhooks.set(webhookId, { ...webhook, fields: { ...webhook.fields, uri } });
    simulator.restartFiring();
    for (let count = 0; count < 6; count += 1) await fire(`u${count}`);
    await clock.advance(15_000);
    expect(isEnabled()).toBe(false);
    await plain.stop();
  });
});
