import { dirname, join } from "node:path";
import { createDrainView, type DrainView } from "@/lib/drain/drain-view";
import type { SpoolDrainSettings } from "@/lib/drain/spool-drain";
import { createEventBroker } from "@/lib/live/create-event-broker";
import type { EventBroker } from "@/lib/live/event-broker";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolWriter } from "@/lib/spool/open-spool-writer";
import type { SpoolPlace, SpoolRecord } from "@/lib/spool/spool";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";
import { acme } from "../store/new-event";
import { silentLogger, sqliteWorkerFile } from "../store/sqlite-event-store";
import { keyId } from "./drained-spool";

/** A SQLite store that drains a spool beside its file, and what receives into that. */
export interface DrainingStore extends OpenedEventStore {
  readonly drain: DrainView;
  readonly broker: EventBroker;
  /** Up to where the drain said that the database has each segment. */
  committed(): Readonly<Record<string, number>>;
  /** Resolves once the delivery is in the spool, where it would be answered 200. */
  receive(record: SpoolRecord): Promise<SpoolPlace>;
}

interface Changes extends Partial<SpoolDrainSettings> {
  readonly workerFile?: string;
}

export async function openDrainingStore(
  file: string,
  { workerFile, ...changes }: Changes = {},
): Promise<DrainingStore> {
  const folder = join(dirname(file), "spool");
  nodeDisk.makeFolder(folder);
  let committed: Readonly<Record<string, number>> = {};
  let broker: EventBroker | null = null;
  const drain = createDrainView({
    onStored: (scope, sequence) => broker?.told(scope, sequence),
    onCommitted(positions) {
      committed = positions;
    },
    logger: silentLogger,
  });
  const store = await openSqliteEventStore({
    file,
    workerFile: workerFile ?? (await sqliteWorkerFile()),
    logger: silentLogger,
    companion: {
      settings: {
        folder,
        inflateLimitBytes: 1024 * 1024,
        minFreeBytes: 0,
        databaseFile: file,
        ...changes,
      } satisfies SpoolDrainSettings,
      onTold: drain.told,
    },
  });
  const keys = await store.receiverKeyStore.all();
  if (keys.length === 0) {
    const key = { id: keyId, scope: acme, name: "Default", key: "secret" };
    await store.receiverKeyStore.insert({ ...key, createdAt: 1, lastUsedAt: null });
  }
  broker = createEventBroker({ ...store, logger: silentLogger });
  await broker.catchUp();
  const writer = openSpoolWriter({ disk: nodeDisk, folder, onTrouble: () => {} });
  return {
    ...store,
    drain,
    broker,
    committed: () => committed,
    receive: (record) => writer.append(record),
    async close() {
      await writer.close();
      await store.close();
    },
  };
}
