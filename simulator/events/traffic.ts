import { createStopper } from "../clock/create-stopper";
import type { Firing } from "../firing/firing";
import { createRandom, type Random } from "../state/random";
import type { World } from "../state/world";
import { objectEvent } from "./object-event";
import { playCall } from "./play-call";

export interface TrafficPlan {
  eventsPerSecond: number;
  /** The same seed plays the same events. */
  seed?: number;
  /** Default: every account. */
  accountIds?: string[];
}

export interface Traffic {
  start(plan: TrafficPlan): void;
  stop(): void;
  isRunning(): boolean;
}

const OBJECT_TYPES = ["user", "device", "callflow", "vmbox"] as const;
const CALL_EVENTS = 4;

/** Random but repeatable business: half of the events belong to calls, half are edits. */
export function createTraffic(world: World, firing: Firing): Traffic {
  let stopper: AbortController | undefined;

  function playOne(random: Random, accountIds: readonly string[], signal: AbortSignal): number {
    const [first, ...others] = accountIds;
    if (first === undefined) return 1;
    const accountId = random.pick([first, ...others]);
    if (random.next() < 0.2) {
      playCall({ world, firing, random }, { accountId }, signal);
      return CALL_EVENTS;
    }
    const type = random.pick([...OBJECT_TYPES]);
    firing.publish(objectEvent(accountId, type, random.hex(32), "doc_edited"));
    return 1;
  }

  async function run(plan: TrafficPlan, signal: AbortSignal): Promise<void> {
    const random = createRandom(plan.seed ?? world.settings.randomSeed);
    while (!signal.aborted) {
      const accountIds = plan.accountIds ?? [...world.accounts.keys()];
      const events = playOne(random, accountIds, signal);
      await world.clock.sleep((1000 * events) / plan.eventsPerSecond, signal);
    }
  }

  function stop(): void {
    stopper?.abort();
    stopper = undefined;
  }

  return {
    start(plan) {
      stop();
      stopper = createStopper();
      void run(plan, stopper.signal);
    },
    stop,
    isRunning: () => stopper !== undefined,
  };
}
