import type { Firing } from "../firing/firing";
import type { Random } from "../state/random";
import type { World } from "../state/world";
import { type CallStage, callEvent, createCall } from "./call";

export interface CallPlan {
  accountId: string;
  /** Between two stages, on the simulator's clock. */
  stageMs?: number;
}

const STAGES: readonly CallStage[] = ["create", "answer", "bridge", "destroy"];

/** Plays one inbound call; resolves with its id as soon as the first event is out. */
export function playCall(
  { world, firing, random }: { world: World; firing: Firing; random: Random },
  { accountId, stageMs = 1000 }: CallPlan,
  signal: AbortSignal,
): string | undefined {
  const call = createCall(world, random, accountId);
  if (!call) return undefined;
  const play = async () => {
    for (const stage of STAGES) {
      if (stage !== "create") await world.clock.sleep(stageMs, signal);
      if (signal.aborted) return;
      firing.publish(callEvent(world, call, stage, Math.round(stageMs / 1000) * 2));
    }
  };
  void play();
  return call.callId;
}
