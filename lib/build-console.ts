import { mkdirSync } from "node:fs";
import type { Env } from "@/lib/config/env";
import type { Logger } from "@/lib/config/logger";
import { type CommittedFeed, createCommittedFeed } from "@/lib/control/committed-feed";
import { createReceiverReports, type ReceiverReports } from "@/lib/control/receiver-reports";
import { createDrainView, type DrainView } from "@/lib/drain/drain-view";
import { toRecoveredEvent } from "@/lib/drain/recovered-event";
import type { SpoolDrainSettings } from "@/lib/drain/spool-drain";
import { createExportSlots } from "@/lib/export/export-slots";
import { createKazoo } from "@/lib/kazoo/create-kazoo";
import { createEventBroker } from "@/lib/live/create-event-broker";
import type { EventBroker } from "@/lib/live/event-broker";
import { followPostgres } from "@/lib/live/follow-postgres";
import { countViewers } from "@/lib/metrics/count-viewers";
import { createMetrics } from "@/lib/metrics/metrics";
import { startProcessMeter } from "@/lib/metrics/process-meter";
import { createObjectNames } from "@/lib/names/object-names";
import { createAskTarget } from "@/lib/outgoing/ask-target";
import { loadReceiverKeys, type ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import { writeKeyFile } from "@/lib/receiver-keys/write-key-file";
import { startRetention } from "@/lib/retention/start-retention";
import type { Runtime } from "@/lib/runtime";
import { createAccountAccess } from "@/lib/session/account-access";
import { createLoginThrottle } from "@/lib/session/login-throttle";
import { loadSessionSecret } from "@/lib/session/session-secret";
import { createTokenRenewal } from "@/lib/session/token-renewal";
import { rememberNotStored } from "@/lib/store/not-stored/remember-not-stored";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";
import { createAccountsReader } from "@/lib/webhooks/accounts/read-accounts";
import { createHealthReader } from "@/lib/webhooks/health/read-health";

/** Where the bundled threads lie. */
export interface ThreadFiles {
  readonly sqliteWorker: URL;
  readonly drainWorker: URL;
}

export interface BuiltConsole {
  readonly runtime: Runtime;
  /** What the control server serves. */
  readonly receivers: ReceiverReports;
  readonly committed: CommittedFeed;
  readonly isKnownKey: (digest: string) => Promise<boolean>;
  /** Begins the stop: long answers end themselves. */
  readonly beginStop: () => void;
  /** Flushes and closes what the runtime holds. To be called once nothing is in flight. */
  readonly close: () => Promise<void>;
}

interface Storage extends OpenedEventStore {
  readonly drain: DrainView;
  readonly broker: EventBroker;
  /** Takes over what other processes write; resolves with what ends that. */
  readonly follow: (receiverKeys: ReceiverKeys) => Promise<() => Promise<void>>;
}

/** Opens the store with the drain in its thread, and the broker that tells what is drained. */
async function openStorage(
  env: Env,
  logger: Logger,
  files: ThreadFiles,
  committed: CommittedFeed,
): Promise<Storage> {
  const { database } = env;
  const settings: SpoolDrainSettings = {
    folder: env.spoolFolder,
    inflateLimitBytes: env.receiverBodyLimitBytes,
    minFreeBytes: env.spoolReserveBytes,
    databaseFile: database.engine === "sqlite" ? database.file : null,
  };
  // The drain may tell of a commit before the store that it is read from is opened here.
  let broker: EventBroker | null = null;
  const drain = createDrainView({
    onStored: (scope, sequence) => broker?.told(scope, sequence),
    onCommitted: committed.publish,
    logger,
  });
  const companion = { settings, onTold: drain.told };
  if (database.engine === "sqlite") {
    const workerFile = files.sqliteWorker;
    const opened = await openSqliteEventStore({ ...database, workerFile, logger, companion });
    broker = createEventBroker({ ...opened, logger });
    await broker.catchUp();
    return { ...opened, drain, broker, follow: () => Promise.resolve(() => Promise.resolve()) };
  }
  const { newClient, ...opened } = await openPostgresEventStore({
    url: database.url,
    logger,
    companion: { ...companion, workerFile: files.drainWorker },
  });
  const told = createEventBroker({ ...opened, logger });
  broker = told;
  const follow = (receiverKeys: ReceiverKeys) =>
    followPostgres({ broker: told, receiverKeys, connect: newClient, logger });
  return { ...opened, drain, broker, follow };
}

/** The composition root of the console: the only place that builds its parts and joins them. */
export async function buildConsole(
  env: Env,
  logger: Logger,
  files: ThreadFiles,
): Promise<BuiltConsole> {
  mkdirSync(env.dataDir, { recursive: true, mode: 0o700 });
  const sessionSecret = loadSessionSecret(env.dataDir, env.sessionSecret);
  const committed = createCommittedFeed();
  const storage = await openStorage(env, logger, files, committed);
  const { eventStore, receiverKeyStore, knownWebhookStore, drain, follow } = storage;
  const receiverKeys = await loadReceiverKeys({
    store: receiverKeyStore,
    publicUrl: env.publicUrl,
    writeFile: (content) => writeKeyFile(env.dataDir, content),
    logger,
  });
  const broker = countViewers(storage.broker);
  const stopFollowing = await follow(receiverKeys);
  const receivers = createReceiverReports();
  const notStored = rememberNotStored(storage.notStoredStore);
  const processMeter = startProcessMeter();
  const retention = startRetention({
    eventStore,
    settings: env.retention,
    paused: () => drain.status().paused === "disk",
    logger,
  });
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
      knownWebhookStore,
      deliveryStore: storage.deliveryStore,
      callStore: storage.callStore,
      toRecoveredEvent: (delivery) => toRecoveredEvent(delivery, env.receiverBodyLimitBytes),
      readHealth: createHealthReader({ ...storage, logger }),
      objectNames: createObjectNames(logger),
      accountsReader: createAccountsReader(storage),
      askTarget: createAskTarget({ allowPrivate: env.allowPrivateTargets }),
      notStored,
      drain,
      receivers,
      receiverKeys,
      exportSlots: createExportSlots(),
      broker,
      metrics: createMetrics({
        ...storage,
        notStored,
        receivers,
        broker,
        spoolFolder: env.spoolFolder,
        processMeter,
        logger,
      }),
      accountAccess: createAccountAccess(kazoo),
      loginThrottle: createLoginThrottle(),
      tokenRenewal: createTokenRenewal(kazoo),
      stopping: stop.signal,
    },
    receivers,
    committed,
    isKnownKey: receiverKeys.isKnown,
    beginStop: () => stop.abort(),
    close: async () => {
      await retention.stop();
      await stopFollowing();
      processMeter.stop();
      await eventStore.close();
      await kazoo.close();
    },
  };
}
