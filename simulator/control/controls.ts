import { createStopper } from "../clock/create-stopper";
import { type CallPlan, playCall } from "../events/play-call";
import { createTraffic, type TrafficPlan } from "../events/traffic";
import type { FiredEvent } from "../firing/fired-event";
import type { ApiContext } from "../http/route";
import { type SeedName, seedWorld } from "../seed";
import type { Delivery } from "../state/documents";
import { createRandom } from "../state/random";
import { removeUser } from "../users/user-routes";
import { createFaults, type Faults } from "./faults";

/** What can be done to a running simulator from outside the API. */
export interface CreatedControls {
  faults: Faults;
  /** Empties everything and seeds it again; tokens of before are invalid. */
  reset(seed?: SeedName): void;
  /** Resolves when every webhook of the event has been served. */
  fire(event: FiredEvent): Promise<void>;
  /** Deletes a user as an administrator would; false when there is none. */
  deleteUser(userId: string): boolean;
  advance(seconds: number): Promise<void>;
  expireTokens(): void;
  /** Re-reads the webhooks from the store, as a restarted node does. */
  restartFiring(): void;
  deliveries(): Delivery[];
  clearDeliveries(): void;
  eventsInProgress(): number;
  /** The call's id; undefined for an unknown account. */
  playCall(plan: CallPlan): string | undefined;
  startTraffic(plan: TrafficPlan): void;
  stopTraffic(): void;
  isTrafficRunning(): boolean;
}

export function createControls(context: ApiContext): CreatedControls {
  const { world, firing, tokens, buckets } = context;
  const faults = createFaults(world.clock);
  const traffic = createTraffic(world, firing);
  const random = createRandom(world.settings.randomSeed + 1);
  let calls = createStopper();

  return {
    faults,
    reset(seed = world.settings.seed) {
      traffic.stop();
      calls.abort();
      calls = createStopper();
      faults.clear();
      buckets.reset();
      world.accounts.clear();
      world.users.clear();
      world.devices.clear();
      world.webhooks.clear();
      world.attempts.length = 0;
      firing.clearDeliveries();
      seedWorld(world, firing, seed);
    },
    fire: (event) => firing.fire(event),
    deleteUser(userId) {
      const user = world.users.get(userId);
      if (user) removeUser(context, user);
      return user !== undefined;
    },
    advance: (seconds) => world.clock.advance(seconds * 1000),
    expireTokens: () => tokens.expireAll(),
    restartFiring: () => firing.restart(),
    deliveries: () => firing.deliveries(),
    clearDeliveries: () => firing.clearDeliveries(),
    eventsInProgress: () => firing.inProgress(),
    playCall: (plan) => playCall({ world, firing, random }, plan, calls.signal),
    startTraffic: (plan) => traffic.start(plan),
    stopTraffic() {
      traffic.stop();
      calls.abort();
      calls = createStopper();
    },
    isTrafficRunning: () => traffic.isRunning(),
  };
}
