import { once } from "node:events";
import { createServer, type ServerOptions } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Logger } from "@/lib/config/logger";
import { createInProcessEventBroker } from "@/lib/live/in-process-event-broker";
import type { LadderOptions } from "@/lib/receiver/answer-ladder";
import { tolerateBrokenRequestLines } from "@/lib/receiver/broken-request-line";
import { createReceiver, receiverServerOptions } from "@/lib/receiver/listener";
import { createLostDeliveries, type LostDeliveries } from "@/lib/receiver/lost-deliveries";
import { createReceiverMemory, type ReceiverMemory } from "@/lib/receiver/receiver-memory";
import { createStoredDeliveries } from "@/lib/receiver/stored-deliveries";
import { loadReceiverKeys, type ReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import type { OpenedEventStore } from "@/lib/store/opened-store";
import type { EventStore } from "@/lib/store/store";
import { acme } from "./new-event";
import { openTestStore, silentLogger, temporaryDatabase } from "./sqlite-event-store";

export interface TestReceiver extends OpenedEventStore, ReceiverMemory {
  readonly port: number;
  readonly receiverKeys: ReceiverKeys;
  readonly lostDeliveries: LostDeliveries;
  readonly key: string;
  readonly file: string;
  /** Resolves once the newest connection has read that many bytes. */
  bytesRead(count: number): Promise<void>;
  readonly broker: ReturnType<typeof createInProcessEventBroker>;
  stop(): Promise<void>;
}

interface ReceiverChanges {
  readonly bodyLimitBytes?: number;
  readonly logger?: Logger;
  /** Stands between the receiver and the real store. */
  readonly storeFor?: (store: EventStore) => EventStore;
  readonly ladder?: LadderOptions;
  readonly serverOptions?: ServerOptions;
  /** How many bytes of bodies may be on their way at once. */
  readonly mostReadingBytes?: number;
}

/** The real receiver on a real SQLite file and a real port, for the account `acme`. */
export async function startReceiver(changes: ReceiverChanges = {}): Promise<TestReceiver> {
  const { bodyLimitBytes = 1024 * 1024, logger = silentLogger, storeFor } = changes;
  const { file, remove } = temporaryDatabase();
  const store = await openTestStore(file);
  const receiverKeys = await loadReceiverKeys(store.receiverKeyStore, "http://127.0.0.1");
  const { key } = await receiverKeys.ensure(acme);
  const broker = createInProcessEventBroker(logger);
  const eventStore = storeFor?.(store.eventStore) ?? store.eventStore;
  const lostDeliveries = createLostDeliveries({ store: store.notStoredStore, logger });
  const memory = createReceiverMemory({
    onLost: lostDeliveries.add,
    storedDeliveries: createStoredDeliveries(eventStore),
    logger,
    ...changes.ladder,
  });
  const parts = { ...memory, receiverKeys, eventStore, broker, bodyLimitBytes, logger };
  const server = createServer(
    { ...receiverServerOptions, ...changes.serverOptions },
    createReceiver(parts, changes.mostReadingBytes),
  );
  tolerateBrokenRequestLines(server, parts);
  let newest: Socket | undefined;
  server.on("connection", (socket) => {
    newest = socket;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    ...store,
    ...memory,
    receiverKeys,
    lostDeliveries,
    port,
    key,
    file,
    broker,
    async bytesRead(count) {
      while ((newest?.bytesRead ?? 0) < count)
        await new Promise((resolve) => setImmediate(resolve));
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await lostDeliveries.close();
      await store.close();
      remove();
    },
  };
}
