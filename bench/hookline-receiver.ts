import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { createLogger } from "@/lib/config/logger";
import { openSqliteEventStore } from "@/lib/event-store/sqlite/open-sqlite-event-store";
import { createInProcessEventBroker } from "@/lib/live/in-process-event-broker";
import { tolerateBrokenRequestLines } from "@/lib/receiver/broken-request-line";
import { createReceiver, receiverServerOptions } from "@/lib/receiver/listener";
import { loadReceiverKeys } from "@/lib/receiver/receiver-keys";
import { createReceiverMemory } from "@/lib/receiver/receiver-memory";

/**
 * The real receiver on the real store. Prints "PORT PATH" when it listens. Told "search" or "scan"
 * on its standard input, it does that from then on, beside receiving. Argument: the database.
 */
const [file = ""] = process.argv.slice(2);
const logger = createLogger("warn");
const workerFile = new URL("./sqlite-worker.mjs", import.meta.url);
const { eventStore, receiverKeyStore } = await openSqliteEventStore({ file, workerFile, logger });
const receiverKeys = await loadReceiverKeys(receiverKeyStore, "http://127.0.0.1");
const scope = { cluster: "default", accountId: "a".repeat(32) };
const { key } = await receiverKeys.ensure(scope);
const broker = createInProcessEventBroker(logger);
const parts = {
  ...createReceiverMemory(),
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

/** All events in pages, as an export reads them. */
async function scanOn(): Promise<never> {
  for (let sequence = 0; ; ) {
    const page = await eventStore.since(scope, sequence, 100);
    sequence = page.at(-1)?.sequence ?? 0;
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  if (line === "search") void searchOn();
  if (line === "scan") void scanOn();
});
