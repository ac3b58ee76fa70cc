import { recordCall } from "../cdrs/call-record";
import type { Firing } from "../firing/firing";
import type { Random } from "../state/random";
import type { World } from "../state/world";
import { channelEvent, endOfLeg } from "./call-leg";
import { CALL_SCENARIOS, type ScenarioName } from "./call-scenarios";
import { CallScript, type CallStep } from "./call-steps";
import { notificationEvent } from "./notification-event";
import { parkingEvent } from "./parking-event";

export interface CallPlan {
  accountId: string;
  /** Default `single`: create, answer, bridge and destroy of one leg. */
  scenario?: ScenarioName;
  /** Each wait of the scenario takes so long instead, on the simulator's clock. */
  stageMs?: number;
}

export interface PlayedCall {
  callId: string;
  /** Events that the call fires in all. */
  eventCount: number;
}

/** Plays a call; returns as soon as its first event is out. Undefined for an unknown account. */
export function playCall(
  { world, firing, random }: { world: World; firing: Pick<Firing, "publish">; random: Random },
  { accountId, stageMs, scenario = "single" }: CallPlan,
  signal: AbortSignal,
): PlayedCall | undefined {
  if (!world.accounts.has(accountId)) return undefined;
  const script = new CallScript(world, random, accountId);
  CALL_SCENARIOS[scenario](script);
  void play(world, firing, script, stageMs, signal);
  const first = script.steps.find((step) => step.kind === "channel");
  const eventCount = script.steps.filter(({ kind }) => kind !== "wait").length;
  return { callId: first?.leg.callId ?? "", eventCount };
}

async function play(
  world: World,
  firing: Pick<Firing, "publish">,
  { steps, accountId }: CallScript,
  stageMs: number | undefined,
  signal: AbortSignal,
): Promise<void> {
  const first = steps.find((step) => step.kind === "channel");
  const interactionId = `${world.gregorianNow()}-${first?.leg.callId ?? ""}`;
  for (const step of steps) {
    if (step.kind === "wait") await world.clock.sleep(stageMs ?? step.seconds * 1000, signal);
    if (signal.aborted) return;
    if (step.kind === "hangup") recordCall(world, step.leg, step.cause, interactionId);
    const event = eventOf(world, accountId, step);
    if (event) firing.publish(event);
  }
}

function eventOf(world: World, accountId: string, step: CallStep) {
  switch (step.kind) {
    case "wait":
      return undefined;
    case "channel":
      if (step.stage === "create") step.leg.createdAt = world.clock.now();
      if (step.stage === "answer") step.leg.answeredAt = world.clock.now();
      return channelEvent(world, step.leg, step.stage);
    case "bridge":
      // From now on the two know each other.
      step.leg.otherLegCallId = step.other.callId;
      return channelEvent(world, step.leg, "bridge", {
        original_number: step.leg.calleeNumber,
        other_leg_destination_number: step.other.calleeNumber,
      });
    case "hangup":
      return channelEvent(world, step.leg, "destroy", endOfLeg(world, step.leg, step.cause));
    case "parking":
      return parkingEvent(step.leg, step.event, step.slot);
    case "notification":
      return notificationEvent(world, accountId, step.name, step.fields(), step.appName);
  }
}
