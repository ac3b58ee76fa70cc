import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { createLogger } from "@/lib/config/logger";
import { eventPages } from "@/lib/export/event-pages";
import { exportText } from "@/lib/export/export-text";
import { followPostgres } from "@/lib/live/follow-postgres";
import { createInProcessEventBroker } from "@/lib/live/in-process-event-broker";
import { createPostgresEventBroker } from "@/lib/live/postgres-event-broker";
import { tolerateBrokenRequestLines } from "@/lib/receiver/broken-request-line";
import { createReceiver, receiverServerOptions } from "@/lib/receiver/listener";
import { createReceiverMemory } from "@/lib/receiver/receiver-memory";
import { createStoredDeliveries } from "@/lib/receiver/stored-deliveries";
import { loadReceiverKeys } from "@/lib/receiver-keys/receiver-keys";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";

/**
 * The real receiver on the real store. Prints "PORT PATH" when it listens. Told "search" or
 * "export" on its standard input, it does that from then on, beside receiving. Argument: the
 * database, a file or a postgres: URL.
 */
const [database = ""] = process.argv.slice(2);
const logger = createLogger("warn");
const workerFile = new URL("./sqlite-worker.mjs", import.meta.url);

async function openStorage() {
  if (!database.startsWith("postgres:")) {
    const opened = await openSqliteEventStore({ file: database, workerFile, logger });
    return { ...opened, broker: createInProcessEventBroker(logger), newClient: null };
  }
  const opened = await openPostgresEventStore({ url: database, logger });
  return { ...opened, broker: createPostgresEventBroker({ ...opened, logger }) };
}

const storage = await openStorage();
const { eventStore, receiverKeyStore, broker } = storage;
const receiverKeys = await loadReceiverKeys(receiverKeyStore, "http://127.0.0.1");
const scope = { cluster: "default", accountId: "a".repeat(32) };
const { key } = await receiverKeys.ensure(scope);
if (storage.newClient) {
  await followPostgres({
    broker: storage.broker,
    receiverKeys,
    connect: storage.newClient,
    logger,
  });
}
const parts = {
  ...createReceiverMemory({ storedDeliveries: createStoredDeliveries(eventStore), logger }),
  receiverKeys,
  eventStore,
  broker,
  bodyLimitBytes: 8 * 1024 * 1024,
  logger,
};
const server = createServer(receiverServerOptions, createReceiver(parts));
tolerateBrokenRequestLines(server, parts);
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`${typeof address === "object" ? address?.port : ""} /receive/${key}`);
});

/** All through the index, for what is in most events but in none of that kind. */
async function searchOn(): Promise<never> {
  for (;;) await eventStore.search(scope, { q: "inbound", kind: "message" }, { limit: 50 });
}

/** All events, again and again, for a client that takes them as fast as they come. */
async function exportOn(): Promise<never> {
  const encoder = new TextEncoder();
  for (;;) {
    const pages = eventPages({ eventStore, scope, filter: {}, reveal: false });
    for await (const text of exportText(pages, "ndjson")) encoder.encode(text);
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "search") void searchOn();
  if (line === "export") void exportOn();
});
