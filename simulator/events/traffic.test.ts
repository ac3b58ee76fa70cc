import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import { objectAt, stringAt } from "../json/json";
import { seededId } from "../seed";
import { type Simulator, startSimulator } from "../simulator";
import { type Receiver, startReceiver } from "../testing/receiver";
import { RANDOM_NOTIFICATION_NAMES } from "./random-notification";

let simulator: Simulator;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
  simulator = await startSimulator({
    seed: "demo",
    clock: createClock({ manual: true }),
    resolveHosts: "loopback-only",
  });
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

/** One webhook that hears everything. */
function record(): void {
  simulator.reset();
  const { world } = simulator;
  const fields = { name: "all", hook: "all", uri: receiver.url };
  const accountId = world.masterAccountId;
  world.webhooks.clear();
  world.webhooks.set("w", {
    ...world.newDocument(accountId, { ...fields, include_subaccounts: true, format: "json" }, "w"),
  });
  simulator.restartFiring();
}

async function run(eventsPerSecond: number, seconds: number, seed = 1): Promise<string[]> {
  record();
  simulator.startTraffic({ eventsPerSecond, seed });
  for (let elapsed = 0; elapsed < seconds; elapsed += 10) {
    await simulator.advance(10);
    await expect.poll(() => simulator.eventsInProgress(), { interval: 1 }).toBe(0);
  }
  simulator.stopTraffic();
  return simulator.deliveries().map(({ body }) => body);
}

describe("traffic", () => {
  test("fires about as many events as it is told to", async () => {
    const events = await run(10, 120);
    // Calls that began are still being talked in at the end.
    expect(events.length).toBeGreaterThan(850);
    expect(events.length).toBeLessThan(1300);
  });

  test("can be slow: one event in ten seconds", async () => {
    const events = await run(0.1, 200);
    expect(events.length).toBeGreaterThanOrEqual(5);
    expect(events.length).toBeLessThanOrEqual(30);
  });

  test("is the same for the same seed, and another for another", async () => {
    const withoutTime = (events: string[]) =>
      events
        .map(
          (body) =>
            stringAt(JSON.parse(body), "call_id") ?? body.replace(/\d{11}/g, "").slice(0, 60),
        )
        .sort();
    const [first, again, other] = [await run(5, 30, 7), await run(5, 30, 7), await run(5, 30, 8)];
    expect(withoutTime(again)).toEqual(withoutTime(first));
    expect(withoutTime(other)).not.toEqual(withoutTime(first));
  });

  test("mixes calls, documents, notifications and messages", async () => {
    const events = (await run(20, 90)).join("\n");
    for (const text of ["channel_bridge", "doc_edited", "notification", '"type" : "sms"']) {
      expect(events).toContain(text);
    }
  });
});

test.each(RANDOM_NOTIFICATION_NAMES)(
  "the notification %s has a name, an account and fields",
  (name) => {
    record();
    expect(simulator.notify(seededId("account/demo"), name)).toBe(true);
    expect(simulator.notify("nobody", name)).toBe(false);
  },
);

test("a password recovery carries its secret, as Kazoo's does", async () => {
  record();
  simulator.clearDeliveries();
  simulator.notify(seededId("account/demo"), "password_recovery");
  await expect.poll(() => simulator.deliveries().length).toBe(1);
  const payload = JSON.parse(simulator.deliveries()[0]?.body ?? "{}");
  expect(objectAt({ payload }, "payload")?.password_reset_link).toMatch(/recovery=[0-9a-f]{64}$/);
});
