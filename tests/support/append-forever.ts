import { openSqliteEventStore } from "@/lib/event-store/sqlite/open-sqlite-event-store";
import { newEvent } from "./new-event";
import { silentLogger } from "./sqlite-event-store";

/**
 * A process that appends without pause and writes "SEQUENCE NUMBER" to stdout for each event that
 * was acknowledged. To be killed. Arguments: database file, worker file, first number.
 */
const [file = "", workerFile = "", first = "0"] = process.argv.slice(2);
const { eventStore } = await openSqliteEventStore({ file, workerFile, logger: silentLogger });
let number = Number(first);

async function appendOn(): Promise<never> {
  for (;;) {
    const own = number;
    number += 1;
    const body = Buffer.from(`body ${own}`);
    const { summary } = await eventStore.append(newEvent({ id: `n${own}` }, { body }));
    process.stdout.write(`${summary.sequence} ${own}\n`);
  }
}

await Promise.all(Array.from({ length: 32 }, appendOn));
