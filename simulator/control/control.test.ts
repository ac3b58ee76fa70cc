import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import type { JsonObject } from "../json/json";
import { seededId } from "../seed";
import { type Simulator, startSimulator } from "../simulator";
import { apiClient, logIn } from "../testing/api-client";
import { type Receiver, startReceiver } from "../testing/receiver";

let simulator: Simulator;
let receiver: Receiver;

beforeAll(async () => {
  const clock = createClock({ manual: true });
  receiver = await startReceiver();
  simulator = await startSimulator({
    resolveHosts: "loopback-only",
    seed: "demo",
    allowLoopback: true,
    clock,
  });
});
beforeEach(() => {
  simulator.reset();
  receiver.requests.length = 0;
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});

async function control(method: string, command: string, body?: JsonObject) {
  const response = await fetch(`${simulator.url}/_simulator/${command}`, {
    method,
    body: body && JSON.stringify(body),
  });
  const answer: JsonObject = await response.json();
  return { status: response.status, answer };
}

const demo = seededId("account/demo");

async function hearEverything(): Promise<void> {
  const call = apiClient(simulator);
  const { token } = await logIn(call);
  const data = { name: "all", uri: receiver.url, hook: "all", format: "json" };
  await call("PUT", `/v2/accounts/${demo}/webhooks`, {
    token,
    data: { ...data, include_subaccounts: true },
  });
}

async function received(count: number, stepSeconds = 0): Promise<JsonObject[]> {
  while (receiver.requests.length < count) {
    await simulator.advance(stepSeconds);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return receiver.requests.slice(0, count).map(({ body }) => JSON.parse(body));
}

describe("the control API", () => {
  test("shows the seeded tree with the same ids in every run", async () => {
    const { answer } = await control("GET", "state");
    const { accounts } = answer;
    expect(Array.isArray(accounts) && accounts.length).toBe(8);
    expect(JSON.stringify(accounts)).toContain(demo);
  });

  test("deletes a user and fires the event of it", async () => {
    await hearEverything();
    const user = [...simulator.world.users.values()].find((u) => u.accountId === demo);
    await control("POST", "delete-user", { userId: user?.id ?? "" });
    expect(await received(1)).toMatchObject([
      { id: user?.id, action: "doc_deleted", type: "user" },
    ]);
    expect((await control("POST", "delete-user", { userId: "x" })).status).toBe(404);
  });

  test("deletes the newest ordinary user when none is named, and makes one up when none is left", async () => {
    const ordinary = () =>
      [...simulator.world.users.values()].filter(
        ({ accountId, fields }) => accountId === demo && fields.priv_level !== "admin",
      );
    const newest = ordinary().at(-1);
    const first = await control("POST", "delete-user");
    expect(first.answer.deleted).toMatchObject({ userId: newest?.id, accountId: demo });
    while (ordinary().length > 0) await control("POST", "delete-user", {});
    const madeUp = await control("POST", "delete-user");
    expect(madeUp.answer.deleted).toMatchObject({ accountId: demo, name: "Spare User" });
    const harbour = seededId("account/harbour");
    const other = await control("POST", "delete-user", { accountId: harbour });
    expect(other.answer.deleted).toMatchObject({ accountId: harbour });
    expect((await control("POST", "delete-user", { accountId: "x" })).status).toBe(404);
    const names = [...simulator.world.users.values()].map(({ fields }) => fields.username);
    expect(names).toContain("operator");
  });

  test("plays a call and a notification by name", async () => {
    await hearEverything();
    const call = { accountId: demo, scenario: "busy", stageMs: 100 };
    expect((await control("POST", "call", call)).answer.callId).toEqual(expect.any(String));
    const events = await received(5, 1);
    expect(events.map(({ hook_event }) => hook_event)).toContain("channel_destroy");
    receiver.requests.length = 0;
    await control("POST", "notification", { accountId: demo, name: "register" });
    expect(await received(1)).toMatchObject([{ event_name: "register", app_name: "registrar" }]);
  });

  test("fires any payload and shows the delivery", async () => {
    await hearEverything();
    const event = { accountId: demo, trigger: "mms", payload: { body: "hello" } };
    await control("POST", "fire", event);
    await received(1);
    await expect
      .poll(async () => (await control("GET", "deliveries")).answer.deliveries)
      .toMatchObject([{ statusCode: 200, outcome: "success", try: 1 }]);
  });

  test("plays the same traffic for the same seed", async () => {
    const runs: string[] = [];
    for (let run = 0; run < 2; run += 1) {
      simulator.reset();
      receiver.requests.length = 0;
      await hearEverything();
      const accountIds = [demo];
      await control("POST", "traffic", { eventsPerSecond: 5, seed: 7, accountIds });
      for (let second = 0; second < 10; second += 1) {
        await simulator.advance(1);
        await expect.poll(() => simulator.eventsInProgress()).toBe(0);
      }
      await control("DELETE", "traffic");
      const events = await received(10);
      runs.push(
        events
          .map(({ id, call_id }) => String(id ?? call_id))
          .sort()
          .join(),
      );
    }
    expect(runs[0]).toBe(runs[1]);
  });

  test("refuses what it does not know", async () => {
    expect((await control("POST", "nonsense")).status).toBe(404);
    expect((await control("POST", "faults", { kind: "nonsense" })).status).toBe(400);
    expect((await control("POST", "fire", {})).status).toBe(400);
    expect((await control("POST", "call", { accountId: demo, scenario: "x" })).status).toBe(400);
    expect((await control("POST", "notification", { name: "x" })).status).toBe(400);
    expect((await control("POST", "traffic", { eventsPerSecond: 0 })).status).toBe(400);
    expect((await control("POST", "traffic", { eventsPerSecond: 2001 })).status).toBe(400);
  });
});
