import { createAccount } from "@/simulator/accounts/create-account";
import { createClock } from "@/simulator/clock/clock";
import type { JsonObject } from "@/simulator/json/json";
import { type Simulator, type SimulatorOptions, startSimulator } from "@/simulator/simulator";

const CLUSTER = "6f2d8a1c9b7e4d3fa5c01e2b3d4f5a6b";

/** The recorded installation: accounts by id, a still clock, and nothing beyond 127.0.0.1. */
export async function startReplaySimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = createClock({ manual: true });
  return startSimulator({
    allowLoopback: true,
    rateLimit: false,
    clusterId: CLUSTER,
    resolveHosts: "loopback-only",
    clock,
    ...options,
  });
}

/** Makes this webhook the only one, in an account of its own. */
export function installWebhook(
  simulator: Simulator,
  { id, accountId, fields }: { id: string; accountId: string; fields: JsonObject },
): void {
  const { world } = simulator;
  if (!world.accounts.has(accountId)) createAccount(world, { name: accountId }, { id: accountId });
  world.webhooks.clear();
  world.webhooks.set(id, world.newDocument(accountId, fields, id));
  simulator.restartFiring();
}

/** Lets simulated time pass until the event is done: retries and Retry-After cost no time. */
export async function untilDone(simulator: Simulator, fired: Promise<void>): Promise<void> {
  let isDone = false;
  const done = fired.then(() => {
    isDone = true;
  });
  while (!isDone) {
    await simulator.advance(2);
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 2))]);
  }
}
