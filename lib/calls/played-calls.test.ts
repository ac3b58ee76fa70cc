import { setImmediate as turn } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Call, CallDirection, CallOutcome } from "@/lib/domain/call";
import { type CallEvent, readCallEvent } from "@/lib/payload/call-event";
import { classifyEvent } from "@/lib/payload/classify-event";
import { createClock } from "@/simulator/clock/clock";
import {
  CALL_SCENARIOS,
  SCENARIO_NAMES,
  type ScenarioName,
} from "@/simulator/events/call-scenarios";
import { CallScript } from "@/simulator/events/call-steps";
import { playCall } from "@/simulator/events/play-call";
import type { FiredEvent } from "@/simulator/firing/fired-event";
import { seededId } from "@/simulator/seed";
import { type Simulator, startSimulator } from "@/simulator/simulator";
import { createRandom } from "@/simulator/state/random";
import { assembleCalls } from "./assemble-calls";
import { openAfterMs } from "./call-state";

const accountId = seededId("account/harbour");
const callCount = 1_000;

interface Played {
  readonly scenario: ScenarioName;
  /** As the generator's script has it. */
  readonly callIds: readonly string[];
  readonly from: { name: string; number: string };
  readonly to: { name: string; number: string };
  readonly events: readonly CallEvent[];
}

const told: Readonly<Record<ScenarioName, { direction: CallDirection; outcome: CallOutcome }>> = {
  single: { direction: "inbound", outcome: "answered" },
  inbound: { direction: "inbound", outcome: "answered" },
  outbound: { direction: "outbound", outcome: "answered" },
  internal: { direction: "internal", outcome: "answered" },
  blindTransfer: { direction: "inbound", outcome: "transferred" },
  attendedTransfer: { direction: "inbound", outcome: "transferred" },
  voicemail: { direction: "inbound", outcome: "voicemail" },
  busy: { direction: "inbound", outcome: "busy" },
  noAnswer: { direction: "inbound", outcome: "missed" },
  cancelled: { direction: "inbound", outcome: "missed" },
  parked: { direction: "inbound", outcome: "parked" },
};

/** What less of a call can say of its end, without saying what was not so. */
const weaker: Readonly<Partial<Record<ScenarioName, readonly CallOutcome[]>>> = {
  blindTransfer: ["answered"],
  attendedTransfer: ["answered"],
  parked: ["answered", "transferred"],
  voicemail: ["missed", "answered"],
  // Nothing but "missed call" is left of it.
  busy: ["missed"],
};

const clock = createClock({ manual: true, startAt: Date.UTC(2026, 10, 26, 9) });
let simulator: Simulator;
let calls: readonly Played[];
let now: number;

function read(fired: FiredEvent, sequence: number): CallEvent | null {
  const payload = JSON.parse(JSON.stringify(fired.payload));
  const classification = classifyEvent(payload);
  const receivedAt = clock.now();
  return readCallEvent({
    id: `event-${sequence}`,
    sequence,
    receivedAt,
    payload,
    ...classification,
  });
}

async function playAll(): Promise<readonly Played[]> {
  const { world } = simulator;
  let sequence = 0;
  const playing = Array.from({ length: callCount }, (_, index) => {
    const scenario = SCENARIO_NAMES[index % SCENARIO_NAMES.length] ?? "single";
    const script = new CallScript(world, createRandom(index), accountId);
    CALL_SCENARIOS[scenario](script);
    const legs = script.steps.flatMap((step) => ("leg" in step ? [step.leg] : []));
    const [first] = legs;
    const events: CallEvent[] = [];
    const publish = (fired: FiredEvent) => {
      sequence += 1;
      const event = read(fired, sequence);
      if (event) events.push(event);
      return null;
    };
    playCall(
      { world, firing: { publish }, random: createRandom(index) },
      { accountId, scenario },
      new AbortController().signal,
    );
    return {
      scenario,
      callIds: [...new Set(legs.map(({ callId }) => callId))],
      from: { name: first?.callerName ?? "", number: first?.callerNumber ?? "" },
      to: { name: first?.calleeName ?? "", number: first?.calleeNumber ?? "" },
      events,
      expected: script.steps.filter(({ kind }) => kind !== "wait").length,
    };
  });
  for (let step = 0; step < 400; step += 1) {
    await clock.advance(1_000);
    await turn();
  }
  for (const { events, expected } of playing) expect(events).toHaveLength(expected);
  return playing;
}

beforeAll(async () => {
  simulator = await startSimulator({ clock, seed: "demo" });
  calls = await playAll();
  now = clock.now() + openAfterMs;
});
afterAll(() => simulator.close());

/** Of events of one call, the legs that the simulator's own loopbacks are not. */
const legsOf = (events: readonly CallEvent[]) =>
  new Set(events.filter(({ isInternal }) => !isInternal).map(({ callId }) => callId));

describe("calls of the generator, with all their events", () => {
  test.each(SCENARIO_NAMES)("%s is what was played", (scenario) => {
    for (const played of calls.filter((call) => call.scenario === scenario)) {
      const [call, ...others] = assembleCalls(played.events, now);
      expect(others).toEqual([]);
      const { from, to, callIds } = played;
      expect(call).toMatchObject({ ...told[scenario], from, to, state: "ended" });
      expect([...(call?.callIds ?? [])].sort()).toEqual([...callIds].sort());
      const lost = call?.missing.filter(({ step }) => step !== "leg");
      expect(lost).toEqual([]);
      // The shortest call is bridged with a leg of which nothing is ever said.
      expect(call?.missing).toHaveLength(scenario === "single" ? 1 : 0);
      const times = played.events.filter(({ legDirection }) => legDirection).map(({ at }) => at);
      expect(call?.startedAt).toBeGreaterThanOrEqual(Math.min(...times) - 1_000);
      expect(call?.startedAt).toBeLessThanOrEqual(Math.min(...times));
      expect(call?.endedAt).toBe(Math.max(...times));
      const end = played.events.find(
        ({ step, callId }) => step === "destroy" && callId === call?.id,
      );
      expect(call).toMatchObject({ ringSeconds: end?.ringSeconds, talkSeconds: end?.talkSeconds });
    }
  });

  test("all at once, shuffled and doubled, they are the same calls", () => {
    const random = createRandom(7);
    const shuffled = calls
      .flatMap(({ events }) => [...events, ...events.filter(() => random.next() < 0.2)])
      .map((event) => ({ event, place: random.next() }))
      .sort((a, b) => a.place - b.place)
      .map(({ event }) => event);
    const byId = new Map(assembleCalls(shuffled, now).map((call) => [call.id, call]));
    expect(byId.size).toBe(callCount);
    for (const { events } of calls) {
      const [alone] = assembleCalls(events, now);
      const together = byId.get(alone?.id ?? "");
      expect(together && { ...together, callIds: [...together.callIds].sort() }).toEqual(
        alone && { ...alone, callIds: [...alone.callIds].sort() },
      );
    }
  });
});

/** What is left of a call's events: one of twenty is lost, another doubled, and the order too. */
function damage(events: readonly CallEvent[], seed: number) {
  const random = createRandom(seed);
  const kept = events.filter(() => random.next() >= 0.05);
  const doubled = kept.flatMap((event) => (random.next() < 0.05 ? [event, event] : [event]));
  const left = doubled
    .map((event, index) => ({ event, place: index + (random.next() < 0.05 ? 4 : 0) }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
  return { left, lost: events.filter((event) => !kept.includes(event)) };
}

/** What a lost step is known by, when something of it is left. */
function isEvident({ step, callId }: CallEvent, left: readonly CallEvent[]): boolean {
  const own = left.filter((event) => event.callId === callId);
  if (own.length === 0) return false;
  const isBridged = left.some(
    (event) => event.step === "bridge" && (event.callId === callId || event.otherCallId === callId),
  );
  if (step === "create") return true;
  if (step === "answer") return isBridged || own.some(({ talkSeconds }) => (talkSeconds ?? 0) > 0);
  return step === "destroy";
}

function checkDamaged(played: Played, left: readonly CallEvent[], lost: readonly CallEvent[]) {
  const found = assembleCalls(left, now);
  const missing = found.flatMap((call) => call.missing);
  const sentence = `${played.scenario} without ${lost.map(({ step }) => step).join(", ")}`;
  const people = legsOf(played.events);
  for (const event of lost) {
    if (!people.has(event.callId) || !isEvident(event, left)) continue;
    expect(missing, sentence).toContainEqual(
      expect.objectContaining({ callId: event.callId, step: event.step }),
    );
  }
  for (const { step, callId } of missing) {
    if (step === "leg") continue;
    const wasLost = lost.some((event) => event.step === step && event.callId === callId);
    // A bridge is one event, told of either of its two legs.
    const wasLostByOther = step === "bridge" && lost.some((event) => event.step === "bridge");
    expect(wasLost || wasLostByOther, `${sentence}: ${step} is missing`).toBe(true);
  }
  const mentioned = new Set(left.flatMap(({ callId, otherCallId }) => [callId, otherCallId]));
  for (const call of found) {
    for (const id of call.callIds) expect(mentioned, sentence).toContain(id);
    expect(["ended", "open"], sentence).toContain(call.state);
    if (call.state === "open") {
      expect(
        call.missing.map(({ step }) => step),
        sentence,
      ).toContain("destroy");
    }
    expect(call.legs.flatMap(({ events }) => events.map(({ id }) => id)).sort()).toEqual(
      [
        ...new Set(left.filter((event) => call.callIds.includes(event.callId)).map(({ id }) => id)),
      ].sort(),
    );
  }
  return found;
}

function checkWhole(played: Played, call: Call, sentence: string) {
  const { direction, outcome } = told[played.scenario];
  expect([direction, "unknown"], sentence).toContain(call.direction);
  expect([outcome, null, ...(weaker[played.scenario] ?? [])], sentence).toContain(call.outcome);
}

test("with one event of twenty lost, doubled or late, what is missing is named and nothing invented", () => {
  let whole = 0;
  let damaged = 0;
  calls.forEach((played, index) => {
    const { left, lost } = damage(played.events, index + 17);
    if (left.length === 0) return;
    const found = checkDamaged(played, left, lost);
    if (lost.length > 0) damaged += 1;
    const [call] = found;
    if (found.length !== 1 || !call) return;
    const sentence = `${index} ${played.scenario} without ${lost.map(({ step }) => step).join(", ")}`;
    checkWhole(played, call, sentence);
    if (lost.length > 0) return;
    whole += 1;
    const { from, to } = played;
    expect(call, sentence).toMatchObject({ ...told[played.scenario], from, to, state: "ended" });
  });
  // Both kinds were there, or this proves nothing.
  expect(whole).toBeGreaterThan(500);
  expect(damaged).toBeGreaterThan(200);
});
