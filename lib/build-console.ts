import { mkdirSync } from "node:fs";
import type { Env } from "@/lib/config/env";
import type { Logger } from "@/lib/config/logger";
import { createKazoo } from "@/lib/kazoo/create-kazoo";
import { followPostgres } from "@/lib/live/follow-postgres";
import { createInProcessEventBroker } from "@/lib/live/in-process-event-broker";
import { createPostgresEventBroker } from "@/lib/live/postgres-event-broker";
import { type CountedBroker, countViewers } from "@/lib/metrics/count-viewers";
import { createMetrics } from "@/lib/metrics/metrics";
import { startProcessMeter } from "@/lib/metrics/process-meter";
import { createLostDeliveries } from "@/lib/receiver/lost-deliveries";
import { createReceiverMemory } from "@/lib/receiver/receiver-memory";
import { createStoredDeliveries } from "@/lib/receiver/stored-deliveries";
import { loadReceiverKeys, type ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import { startRetention } from "@/lib/retention/start-retention";
import type { Runtime } from "@/lib/runtime";
import { createAccountAccess } from "@/lib/session/account-access";
import { createLoginThrottle } from "@/lib/session/login-throttle";
import { loadSessionSecret } from "@/lib/session/session-secret";
import { createTokenRenewal } from "@/lib/session/token-renewal";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";

interface BuiltRuntime {
  readonly runtime: Runtime;
  /** Begins the stop: long answers end themselves. */
  readonly beginStop: () => void;
  /** Flushes and closes what the runtime holds. To be called once nothing is in flight. */
  readonly close: () => Promise<void>;
}

interface Storage extends OpenedEventStore {
  readonly broker: CountedBroker;
  /** Takes over what other processes write; resolves with what ends that. */
  readonly follow: (receiverKeys: ReceiverKeys) => Promise<() => Promise<void>>;
}

async function openStorage(env: Env, logger: Logger, workerFile: URL): Promise<Storage> {
  if (env.database.engine === "sqlite") {
    const { file } = env.database;
    const opened = await openSqliteEventStore({ file, workerFile, logger });
    const broker = countViewers(createInProcessEventBroker(logger));
    return { ...opened, broker, follow: () => Promise.resolve(() => Promise.resolve()) };
  }
  const opened = await openPostgresEventStore({ url: env.database.url, logger });
  const { eventStore, lastSequence, newClient } = opened;
  const broker = createPostgresEventBroker({ eventStore, lastSequence, logger });
  return {
    ...opened,
    broker: countViewers(broker),
    follow: (receiverKeys) => followPostgres({ broker, receiverKeys, connect: newClient, logger }),
  };
}

/** The composition root: the only place that builds the parts and hands them to each other. */
export async function buildRuntime(
  env: Env,
  logger: Logger,
  sqliteWorkerUrl: URL,
): Promise<BuiltRuntime> {
  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  const sessionSecret = loadSessionSecret(env.dataDir, env.sessionSecret);
  const storage = await openStorage(env, logger, sqliteWorkerUrl);
  const { eventStore, receiverKeyStore, notStoredStore, broker, follow } = storage;
  const receiverKeys = await loadReceiverKeys(receiverKeyStore, env.publicUrl);
  const stopFollowing = await follow(receiverKeys);
  const lostDeliveries = createLostDeliveries({ store: notStoredStore, logger });
  const memory = createReceiverMemory({
    ...env.answerLadder,
    onLost: lostDeliveries.add,
    storedDeliveries: createStoredDeliveries(eventStore),
    logger,
  });
  const processMeter = startProcessMeter();
  const retention = startRetention({ eventStore, settings: env.retention, logger });
  const kazoo = createKazoo({
    clusters: env.kazooClusters,
    timeoutMs: env.kazooTimeoutMs,
    answerLimitBytes: env.kazooAnswerLimitBytes,
    logger,
  });
  const stop = new AbortController();
  return {
    runtime: {
      env,
      logger,
      sessionSecret,
      kazoo,
      eventStore,
      receiverKeys,
      ...memory,
      lostDeliveries,
      metrics: createMetrics({ ...storage, ...memory, lostDeliveries, processMeter, logger }),
      broker,
      accountAccess: createAccountAccess(kazoo),
      loginThrottle: createLoginThrottle(),
      tokenRenewal: createTokenRenewal(kazoo),
      stopping: stop.signal,
    },
    beginStop: () => stop.abort(),
    close: async () => {
      await retention.stop();
      await stopFollowing();
      processMeter.stop();
      await lostDeliveries.close();
      await eventStore.close();
      await kazoo.close();
    },
  };
}
