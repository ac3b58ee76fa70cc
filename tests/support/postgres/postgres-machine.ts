import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { newEventId } from "@/lib/domain/event-id";
import { createDrainView, type DrainView } from "@/lib/drain/drain-view";
import type { SpoolDrainSettings } from "@/lib/drain/spool-drain";
import { createEventBroker } from "@/lib/live/create-event-broker";
import type { EventBroker } from "@/lib/live/event-broker";
import { type EventStreamRequest, openEventStream } from "@/lib/live/event-stream";
import { followPostgres } from "@/lib/live/follow-postgres";
import { loadReceiverKeys, type ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import { nodeDisk } from "@/lib/spool/node-disk";
import { openSpoolWriter } from "@/lib/spool/open-spool-writer";
import type { SpoolPlace, SpoolRecord } from "@/lib/spool/spool";
import {
  type OpenedPostgresEventStore,
  openPostgresEventStore,
} from "@/lib/store/postgres/open-postgres-store";
import { bundleForNode } from "../bundle-for-node";
import { acme } from "../store/new-event";
import { silentLogger } from "../store/sqlite-event-store";

export interface Viewer {
  /** The sequences that it was sent, in that order. */
  readonly seen: number[];
  /** How often it was told to read its lists again, instead of what it had missed. */
  refetches: number;
  /** It has, or has read again, all up to here. */
  upTo: number;
}

export interface Received {
  readonly record: SpoolRecord;
  readonly place: SpoolPlace;
}

/** A machine with a spool of its own: what receives, and the parts of a console on a PostgreSQL. */
export interface PostgresMachine {
  readonly folder: string;
  readonly store: OpenedPostgresEventStore;
  readonly broker: EventBroker;
  readonly receiverKeys: ReceiverKeys;
  readonly drain: DrainView;
  /** Up to where the drain said that the database has each segment. */
  committed(): Readonly<Record<string, number>>;
  /** Whether the database is found by whoever wants to listen, and how often it was not. */
  isReachable: boolean;
  refused: number;
  /** Resolves once the delivery is in the spool, where it would be answered 200. */
  receive(changes?: Partial<SpoolRecord>): Promise<Received>;
  /** A page that shows the account `acme`; it comes back where it was when its stream ends. */
  view(signal: AbortSignal): Viewer;
  /** Ends the console; the spool stays, also for a machine that is started on its folder. */
  stop(): Promise<void>;
  remove(): void;
}

const keyId = "key-1";
let deliveries = 0;

/** A delivery as no other. */
export function newRecord(changes: Partial<SpoolRecord> = {}): SpoolRecord {
  deliveries += 1;
  const receivedAt = Date.now();
  return {
    id: newEventId(receivedAt),
    receivedAt,
    scope: acme,
    receiverKeyId: keyId,
    method: "POST",
    query: null,
    headers: [["content-type", "application/json"]],
    body: Buffer.from(`{"hook_event":"channel_create","number":${deliveries}}`),
    ...changes,
  };
}

/** One that is revoked no longer vouches for what comes under it. */
async function addTestKey({ receiverKeyStore }: OpenedPostgresEventStore): Promise<void> {
  const key = { id: keyId, scope: acme, name: "Test", key: keyId, createdAt: 0, lastUsedAt: null };
  const known = await receiverKeyStore.all();
  if (!known.some(({ id }) => id === keyId)) await receiverKeyStore.insert(key);
}

async function follow(viewer: Viewer, parts: Omit<EventStreamRequest, "scope" | "afterSequence">) {
  while (!parts.signal.aborted) {
    const afterSequence = viewer.upTo;
    try {
      for await (const item of openEventStream({ ...parts, scope: acme, afterSequence })) {
        if ("refetch" in item) viewer.refetches += 1;
        else viewer.seen.push(item.sequence);
        viewer.upTo = "refetch" in item ? item.refetch : item.sequence;
      }
    } catch {
      // The database is away; a browser comes again too.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

interface MachineOptions {
  /** Of a machine that was there before; absent: its own. */
  readonly folder?: string;
  /** Absent: the drain's own. */
  readonly threadEntry?: string;
}

export async function startMachine(
  url: string,
  options: MachineOptions = {},
): Promise<PostgresMachine> {
  const { threadEntry = "lib/build-drain-thread.ts" } = options;
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), "hookline-machine-"));
  const spool = join(folder, "spool");
  nodeDisk.makeFolder(spool);
  const writer = openSpoolWriter({ disk: nodeDisk, folder: spool, onTrouble: () => {} });
  let committed: Readonly<Record<string, number>> = {};
  let broker: EventBroker | null = null;
  const drain = createDrainView({
    onStored: (scope, sequence) => broker?.told(scope, sequence),
    onCommitted(places) {
      committed = places;
    },
    logger: silentLogger,
  });
  const settings: SpoolDrainSettings = {
    folder: spool,
    inflateLimitBytes: 8 * 1024 * 1024,
    minFreeBytes: 0,
    databaseFile: null,
  };
  const store = await openPostgresEventStore({
    url,
    logger: silentLogger,
    companion: {
      workerFile: await bundleForNode(threadEntry),
      settings,
      onTold: drain.told,
    },
  });
  await addTestKey(store);
  const told = createEventBroker({ ...store, logger: silentLogger });
  broker = told;
  const receiverKeys = await loadReceiverKeys({
    store: store.receiverKeyStore,
    publicUrl: "http://h.example",
    writeFile: () => Promise.resolve(),
    logger: silentLogger,
  });

  function connect(): pg.Client {
    if (machine.isReachable) return store.newClient();
    machine.refused += 1;
    return new pg.Client("postgres://nobody:wrong@127.0.0.1:1/nothing");
  }
  const machine: PostgresMachine = {
    folder,
    store,
    broker: told,
    receiverKeys,
    drain,
    committed: () => committed,
    isReachable: true,
    refused: 0,
    async receive(changes) {
      const record = newRecord(changes);
      return { record, place: await writer.append(record) };
    },
    view(signal) {
      const viewer: Viewer = { seen: [], refetches: 0, upTo: 0 };
      void follow(viewer, { eventStore: store.eventStore, broker: told, signal });
      return viewer;
    },
    async stop() {
      await stopFollowing();
      await store.close();
      await writer.close();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  const stopFollowing = await followPostgres({
    broker: told,
    receiverKeys,
    connect,
    logger: silentLogger,
  });
  return machine;
}
