import { createStopper } from "../clock/create-stopper";
import { type CallPlan, playCall } from "../events/play-call";
import { randomNotification } from "../events/random-notification";
import { createTraffic, type TrafficPlan } from "../events/traffic";
import type { Faults } from "../faults/faults";
import type { FiredEvent } from "../firing/fired-event";
import type { ApiContext } from "../http/route";
import { type SeedName, seedWorld } from "../seed";
import type { Delivery } from "../state/documents";
import { createRandom } from "../state/random";
import { deleteUser } from "./delete-user";

/** What can be done to a running simulator from outside the API. */
export interface CreatedControls {
  faults: Faults;
  /** Empties everything and seeds it again; tokens of before are invalid. */
  reset(seed?: SeedName): void;
  /** Resolves when every webhook of the event has been served. */
  fire(event: FiredEvent): Promise<void>;
  /** Deletes a user as an administrator would; false when there is none. */
  deleteUser(userId: string): boolean;
  /** The newest user of the account (default: the demo's), made up when none is left. */
  deleteAnyUser(accountId?: string): ReturnType<typeof deleteUser>;
  /** Fires a notification with made-up contents; false for one that isn't known. */
  notify(accountId: string, name: string): boolean;
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
  const { world, firing, tokens, buckets, faults } = context;
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
      world.formerUsers.clear();
      world.documents.clear();
      world.webhooks.clear();
      world.webhookConfigs.clear();
      world.attempts.clear();
      world.callRecords.clear();
      firing.clearDeliveries();
      seedWorld(world, firing, seed);
    },
    fire: (event) => firing.fire(event),
    deleteUser: (userId) => deleteUser(context, { userId }) !== undefined,
    deleteAnyUser: (accountId) => deleteUser(context, { accountId }),
    notify(accountId, name) {
      const event = randomNotification(world, random, accountId, name);
      if (event) firing.publish(event);
      return event !== undefined;
    },
    advance: (seconds) => world.clock.advance(seconds * 1000),
    expireTokens: () => tokens.expireAll(),
    restartFiring: () => firing.restart(),
    deliveries: () => firing.deliveries(),
    clearDeliveries: () => firing.clearDeliveries(),
    eventsInProgress: () => firing.inProgress(),
    playCall: (plan) => playCall({ world, firing, random }, plan, calls.signal)?.callId,
    startTraffic: (plan) => traffic.start(plan),
    stopTraffic() {
      traffic.stop();
      calls.abort();
      calls = createStopper();
    },
    isTrafficRunning: () => traffic.isRunning(),
  };
}
