import { createStopper } from "../clock/create-stopper";
import type { FiredEvent } from "../firing/fired-event";
import type { Firing } from "../firing/firing";
import { createRandom, type Random } from "../state/random";
import type { World } from "../state/world";
import type { ScenarioName } from "./call-scenarios";
import { messageEvent } from "./message-event";
import { type ObjectAction, objectEvent } from "./object-event";
import { playCall } from "./play-call";
import { RANDOM_NOTIFICATION_NAMES, randomNotification } from "./random-notification";

export interface TrafficPlan {
  /** 0.1 to 2,000. */
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

// A turn never starts more than this, so that a slow machine still answers.
const MAX_PER_TURN = 500;

/** How often each kind of call happens, in percent. */
const CALL_WEIGHTS: readonly (readonly [ScenarioName, number])[] = [
  ["inbound", 34],
  ["outbound", 24],
  ["internal", 14],
  ["voicemail", 8],
  ["noAnswer", 6],
  ["busy", 4],
  ["cancelled", 4],
  ["blindTransfer", 3],
  ["attendedTransfer", 2],
  ["parked", 1],
];

const OBJECT_TYPES = [
  ...["user", "device", "callflow", "vmbox", "media", "mailbox_message"],
] as const;
const ACTIONS: readonly [ObjectAction, ...ObjectAction[]] = [
  ...(["doc_edited", "doc_edited", "doc_edited", "doc_created", "doc_deleted"] as const),
];

function pickScenario(random: Random): ScenarioName {
  let left = random.next() * 100;
  for (const [name, weight] of CALL_WEIGHTS) {
    left -= weight;
    if (left < 0) return name;
  }
  return "inbound";
}

/** Something that is no call: a changed document, a notification, a message. */
function smallEvent(world: World, random: Random, accountId: string): FiredEvent {
  const share = random.next();
  if (share < 0.15) return messageEvent(random, accountId, share < 0.12 ? "sms" : "mms");
  if (share < 0.5) {
    const [first = "", ...others] = RANDOM_NOTIFICATION_NAMES;
    const name = random.pick([first, ...others]);
    const event = randomNotification(world, random, accountId, name);
    if (event) return event;
  }
  const type = random.pick([...OBJECT_TYPES]);
  return objectEvent(accountId, type, random.hex(32), random.pick(ACTIONS));
}

/** Random but repeatable business: most events belong to calls. */
export function createTraffic(world: World, firing: Firing): Traffic {
  let stopper: AbortController | undefined;

  /** Starts one thing; the events it will fire in all. */
  function playOne(random: Random, accountIds: readonly string[], signal: AbortSignal): number {
    const [first, ...others] = accountIds;
    if (first === undefined) return 1;
    const accountId = random.pick([first, ...others]);
    // One start in six is a call of about eight events: some 60 % of the events.
    if (random.next() < 1 / 6) {
      const plan = { accountId, scenario: pickScenario(random) };
      return playCall({ world, firing, random }, plan, signal)?.eventCount ?? 1;
    }
    firing.publish(smallEvent(world, random, accountId));
    return 1;
  }

  async function run(plan: TrafficPlan, signal: AbortSignal): Promise<void> {
    const random = createRandom(plan.seed ?? world.settings.randomSeed);
    let dueAt = world.clock.now();
    while (!signal.aborted) {
      const accountIds = plan.accountIds ?? [...world.accounts.keys()];
      let started = 0;
      while (dueAt <= world.clock.now() && started < MAX_PER_TURN) {
        const events = playOne(random, accountIds, signal);
        dueAt += (1000 * events) / plan.eventsPerSecond;
        started += 1;
      }
      await world.clock.sleep(Math.max(1, dueAt - world.clock.now()), signal);
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
