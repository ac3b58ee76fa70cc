import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Env } from "@/lib/config/env";
import type { Logger } from "@/lib/config/logger";
import { openSqliteEventStore } from "@/lib/event-store/sqlite/open-sqlite-event-store";
import { createKazoo } from "@/lib/kazoo/create-kazoo";
import { createInProcessEventBroker } from "@/lib/live/in-process-event-broker";
import { loadReceiverKeys } from "@/lib/receiver/receiver-keys";
import { createReceiverMemory } from "@/lib/receiver/receiver-memory";
import type { Runtime } from "@/lib/runtime";
import { createAccountAccess } from "@/lib/session/account-access";
import { createLoginThrottle } from "@/lib/session/login-throttle";
import { loadSessionSecret } from "@/lib/session/session-secret";

interface BuiltRuntime {
  readonly runtime: Runtime;
  /** Begins the stop: long answers end themselves. */
  readonly beginStop: () => void;
  /** Flushes and closes what the runtime holds. To be called once nothing is in flight. */
  readonly close: () => Promise<void>;
}

/** The composition root: the only place that builds the parts and hands them to each other. */
export async function buildRuntime(
  env: Env,
  logger: Logger,
  sqliteWorkerUrl: URL,
): Promise<BuiltRuntime> {
  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  mkdirSync(dirname(env.databaseFile), { recursive: true, mode: 0o700 });
  const sessionSecret = loadSessionSecret(env.dataDir, env.sessionSecret);
  const { eventStore, receiverKeyStore } = await openSqliteEventStore({
    file: env.databaseFile,
    workerFile: sqliteWorkerUrl,
    logger,
  });
  const receiverKeys = await loadReceiverKeys(receiverKeyStore, env.publicUrl);
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
      ...createReceiverMemory(),
      broker: createInProcessEventBroker(logger),
      accountAccess: createAccountAccess(kazoo),
      loginThrottle: createLoginThrottle(),
      stopping: stop.signal,
    },
    beginStop: () => stop.abort(),
    close: async () => {
      await eventStore.close();
      await kazoo.close();
    },
  };
}
