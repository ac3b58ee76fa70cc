import { createServer } from "node:http";
import { createInProcessEventBroker } from "@/lib/live/in-process-event-broker";
import { createReceiver, receiverServerOptions } from "@/lib/receiver/listener";
import { createLostDeliveries } from "@/lib/receiver/lost-deliveries";
import { createReceiverMemory } from "@/lib/receiver/receiver-memory";
import { loadReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";
import { acme } from "./new-event";
import { silentLogger } from "./sqlite-event-store";

/**
 * The real receiver on the real store, in a process that can be killed. Prints "PORT KEY" when it
 * listens. Arguments: database file, worker file, holding seconds, fails a minute.
 */
const [file = "", workerFile = "", holdSeconds = "", failsPerMinute = ""] = process.argv.slice(2);
const logger = silentLogger;
const store = await openSqliteEventStore({ file, workerFile, logger });
const receiverKeys = await loadReceiverKeys(store.receiverKeyStore, "http://127.0.0.1");
const { key } = await receiverKeys.ensure(acme);
const lostDeliveries = createLostDeliveries({ store: store.notStoredStore, logger });
const server = createServer(
  receiverServerOptions,
  createReceiver({
    ...createReceiverMemory({
      holdSeconds: Number(holdSeconds),
      failsPerMinute: Number(failsPerMinute),
      onLost: lostDeliveries.add,
    }),
    receiverKeys,
    eventStore: store.eventStore,
    broker: createInProcessEventBroker(logger),
    bodyLimitBytes: 8 * 1024 * 1024,
    logger,
  }),
);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`${typeof address === "object" ? address?.port : ""} ${key}`);
});
