import type { Env } from "@/lib/config/env";
import type { Logger } from "@/lib/config/logger";
import type { ReceiverReports } from "@/lib/control/receiver-reports";
import type { AccountScope } from "@/lib/domain/account";
import type { NotStored } from "@/lib/domain/not-stored";
import type { RecoverableDelivery } from "@/lib/domain/recovery";
import type { DrainStatus, WaitingDeliveries } from "@/lib/drain/drain-status";
import type { ExportSlots } from "@/lib/export/export-slots";
import type { Kazoo } from "@/lib/kazoo/kazoo";
import type { EventBroker } from "@/lib/live/event-broker";
import type { Metrics } from "@/lib/metrics/metrics";
import type { ObjectNames } from "@/lib/names/object-names";
import type { AskTarget } from "@/lib/outgoing/ask-target";
import type { ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import type { AccountAccess } from "@/lib/session/account-access";
import type { LoginThrottle } from "@/lib/session/login-throttle";
import type { TokenRenewal } from "@/lib/session/token-renewal";
import type { CallStore } from "@/lib/store/calls/call-store";
import type { DeliveryStore } from "@/lib/store/deliveries/delivery-store";
import type { EventStore, NewEvent } from "@/lib/store/store";
import type { KnownWebhookStore } from "@/lib/store/webhooks/known-webhook-store";
import type { AccountsReader } from "@/lib/webhooks/accounts/read-accounts";
import type { HealthReader } from "@/lib/webhooks/health/read-health";

/** What is known of deliveries that could not be stored; last known values while the database is away. */
interface NotStoredDeliveries {
  of(scope: AccountScope): Promise<NotStored | null>;
  /** Resolves with whether it was that many, and only then they are acknowledged. */
  acknowledge(scope: AccountScope, count: number): Promise<boolean>;
  total(): Promise<number>;
}

/** Everything a request may need, built once by the console. */
export interface Runtime {
  readonly env: Env;
  readonly logger: Logger;
  readonly sessionSecret: string;
  readonly kazoo: Kazoo;
  readonly eventStore: EventStore;
  readonly knownWebhookStore: KnownWebhookStore;
  readonly deliveryStore: DeliveryStore;
  readonly callStore: CallStore;
  /** What a delivery that never arrived would have become. */
  readonly toRecoveredEvent: (delivery: RecoverableDelivery) => NewEvent;
  readonly readHealth: HealthReader;
  readonly objectNames: ObjectNames;
  readonly accountsReader: AccountsReader;
  readonly askTarget: AskTarget;
  readonly notStored: NotStoredDeliveries;
  readonly drain: { status(): DrainStatus; waitingOf(scope: AccountScope): WaitingDeliveries };
  readonly receivers: Pick<ReceiverReports, "reports">;
  readonly broker: EventBroker;
  readonly receiverKeys: ReceiverKeys;
  readonly exportSlots: ExportSlots;
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
