import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClock } from "../clock/clock";
import type { JsonObject } from "../json/json";
import { seededId } from "../seed";
import { type Simulator, startSimulator } from "../simulator";
import { apiClient, logIn } from "../testing/api-client";
import { type Receiver, startReceiver } from "../testing/receiver";
import { CALL_SCENARIOS, SCENARIO_NAMES, type ScenarioName } from "./call-scenarios";
import { CallScript } from "./call-steps";

const accountId = seededId("account/harbour");
let simulator: Simulator;
let receiver: Receiver;

beforeAll(async () => {
  receiver = await startReceiver();
  const clock = createClock({ manual: true });
  simulator = await startSimulator({
    resolveHosts: "loopback-only",
    seed: "demo",
    allowLoopback: true,
    clock,
  });
});
afterAll(async () => {
  await simulator.close();
  await receiver.close();
});
beforeEach(async () => {
  simulator.reset();
  receiver.requests.length = 0;
});

async function listen(fields: JsonObject = {}): Promise<void> {
  const call = apiClient(simulator);
  const { token } = await logIn(call);
  const data = { name: "all", uri: receiver.url, hook: "all", format: "json", ...fields };
  await call("PUT", `/v2/accounts/${accountId}/webhooks`, { token, data });
}

/** Plays a call to its end and gives its events in the order in which they were fired. */
async function play(scenario: ScenarioName): Promise<JsonObject[]> {
  const { world } = simulator;
  const script = new CallScript(world, { ...fixedRandom }, accountId);
  CALL_SCENARIOS[scenario](script);
  const expected = script.steps.filter(({ kind }) => kind !== "wait").length;
  simulator.playCall({ accountId, scenario });
  for (let turn = 0; turn < 300 && receiver.requests.length < expected; turn += 1) {
    await simulator.advance(1);
    await expect.poll(() => simulator.eventsInProgress(), { interval: 1 }).toBe(0);
  }
  return receiver.requests.map(({ body }): JsonObject => JSON.parse(body));
}

const fixedRandom = {
  next: () => 0.5,
  integer: (below: number) => Math.floor(below / 2),
  pick: <T>(items: readonly [T, ...T[]]) => items[0],
  hex: (length: number) => "a".repeat(length),
};

const stages = (events: JsonObject[]) =>
  events.map(({ hook_event, event_name }) => String(hook_event ?? event_name));

describe("a played call", () => {
  test.each(SCENARIO_NAMES)(
    "%s: every channel is created once and destroyed once",
    async (name) => {
      await listen();
      const events = (await play(name)).filter(({ hook_event }) => hook_event);
      const of = (stage: string) =>
        events.filter(({ hook_event }) => hook_event === stage).map(({ call_id }) => call_id);
      const created = of("channel_create");
      expect(new Set(created).size).toBe(created.length);
      expect([...of("channel_destroy")].sort()).toEqual([...created].sort());
      for (const stage of ["channel_answer", "channel_bridge"]) {
        expect(of(stage).filter((id) => !created.includes(id))).toEqual([]);
      }
      for (const event of events.filter(({ other_leg_call_id }) => other_leg_call_id)) {
        if (name !== "single") expect(created).toContain(event.other_leg_call_id);
      }
    },
  );

  test("inbound: two legs that are answered, bridged and hung up, with matching times", async () => {
    await listen();
    const events = await play("inbound");
    expect(stages(events)).toEqual([
      ...["channel_create", "channel_create", "channel_answer", "channel_answer"],
      ...["channel_bridge", "channel_destroy", "channel_destroy"],
    ]);
    const [caller, called, , , bridge, , last] = events;
    expect(caller).not.toHaveProperty("other_leg_call_id");
    expect(called?.other_leg_call_id).toBe(caller?.call_id);
    expect(bridge?.other_leg_call_id).toBe(called?.call_id);
    const seconds = Number(last?.timestamp) - Number(caller?.timestamp);
    expect(Math.abs(Number(last?.duration_seconds) - seconds)).toBeLessThanOrEqual(1);
    const parts = Number(last?.ringing_seconds) + Number(last?.billing_seconds);
    expect(Math.abs(Number(last?.duration_seconds) - parts)).toBeLessThanOrEqual(1);
  });

  test("has the recorded order of fields", async () => {
    await listen();
    const [create] = await play("internal");
    expect(Object.keys(create ?? {})).toEqual([
      ...["account_id", "authorizing_id", "authorizing_type", "call_direction", "call_id"],
      ...["callee_id_name", "callee_id_number", "caller_id_name", "caller_id_number"],
      ...["custom_application_vars", "emergency_resource_used", "from", "local_resource_used"],
      ...["is_internal_leg", "owner_id", "reseller_id", "timestamp", "to", "hook_event"],
      "cluster_id",
    ]);
  });

  test.each([
    ["busy", "USER_BUSY", "sip:486"],
    ["noAnswer", "NO_ANSWER", "sip:480"],
    ["cancelled", "ORIGINATOR_CANCEL", "sip:487"],
  ] as const)("%s ends with %s, bills nothing and is missed", async (name, cause, code) => {
    await listen();
    const events = await play(name);
    const ends = events.filter(({ hook_event }) => hook_event === "channel_destroy");
    expect(ends).toHaveLength(2);
    for (const end of ends) {
      expect(end).toMatchObject({ hangup_cause: cause, hangup_code: code, billing_seconds: 0 });
    }
    expect(events.at(-1)).toMatchObject({ event_name: "missed_call", message_left: false });
  });

  test("voicemail: the box answers, nobody is bridged, the message is announced", async () => {
    await listen();
    const events = await play("voicemail");
    expect(stages(events)).not.toContain("channel_bridge");
    const message = events.find(({ event_name }) => event_name === "voicemail_new");
    expect(message?.call_id).toBe(events[0]?.call_id);
  });

  test("parked: the call is parked and fetched from the same slot", async () => {
    await listen();
    const events = (await play("parked")).filter(({ parking_slot }) => parking_slot);
    expect(stages(events)[0]).toBe("PARK_PARKED");
    expect(["PARK_RETRIEVED", "PARK_ABANDONED"]).toContain(stages(events)[1]);
    expect(new Set(events.map(({ parking_slot }) => parking_slot)).size).toBe(1);
  });

  test("internal: loopback legs are left out where they are not wanted", async () => {
    await listen({ include_internal_legs: false });
    simulator.playCall({ accountId, scenario: "internal", stageMs: 1000 });
    await expect
      .poll(async () => {
        await simulator.advance(1);
        return receiver.requests.filter(({ body }) => body.includes("channel_destroy")).length;
      })
      .toBe(2);
    expect(receiver.requests.filter(({ body }) => /is_internal_leg" : true/.test(body))).toEqual(
      [],
    );
  });
});
