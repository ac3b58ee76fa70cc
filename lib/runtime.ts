import type { Env } from "@/lib/config/env";
import type { Logger } from "@/lib/config/logger";
import type { Kazoo } from "@/lib/kazoo/kazoo";
import type { EventBroker } from "@/lib/live/event-broker";
import type { Metrics } from "@/lib/metrics/metrics";
import type { LostDeliveries } from "@/lib/receiver/lost-deliveries";
import type { ReceiverMemory } from "@/lib/receiver/receiver-memory";
import type { ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import type { AccountAccess } from "@/lib/session/account-access";
import type { LoginThrottle } from "@/lib/session/login-throttle";
import type { TokenRenewal } from "@/lib/session/token-renewal";
import type { EventStore } from "@/lib/store/store";

/** Everything a request may need, built once by server.ts. */
export interface Runtime extends ReceiverMemory {
  readonly env: Env;
  readonly logger: Logger;
  readonly sessionSecret: string;
  readonly kazoo: Kazoo;
  readonly eventStore: EventStore;
  readonly broker: EventBroker;
  readonly receiverKeys: ReceiverKeys;
  readonly lostDeliveries: LostDeliveries;
  readonly metrics: Metrics;
  readonly accountAccess: AccountAccess;
  readonly loginThrottle: LoginThrottle;
  readonly tokenRenewal: TokenRenewal;
  /** Aborted when the process begins to stop: long answers end themselves. */
  readonly stopping: AbortSignal;
}

// Next compiles each route on its own, so a module's variable would exist several times.
const slot = Symbol.for("hookline.runtime");

export function installRuntime(runtime: Runtime): void {
  Object.defineProperty(globalThis, slot, { value: runtime, configurable: true });
}

export function getRuntime(): Runtime {
  const runtime: Runtime | undefined = Reflect.get(globalThis, slot);
  if (!runtime) throw new Error("Hookline's runtime is missing: start the app with `npm start`.");
  return runtime;
}
