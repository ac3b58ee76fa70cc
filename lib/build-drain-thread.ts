import { parentPort, workerData } from "node:worker_threads";
import type { DrainTold } from "@/lib/drain/drain-told";
import { type SpoolDrainSettings, startSpoolDrain } from "@/lib/drain/spool-drain";
import {
  type CompanionReply,
  type CompanionSettings,
  closeCompanion,
} from "@/lib/store/postgres/companion/protocol";
import { createPostgresDrainSink } from "@/lib/store/postgres/drain/drain-sink";
import { createWritingPool } from "@/lib/store/postgres/pool";

/** One that writes, and one that asks meanwhile. */
const connections = 2;

/**
 * The composition root of the drain's thread beside a PostgreSQL: reading, decoding and encoding
 * deliveries blocks no page there.
 */
function runDrainThread({ url, extra }: CompanionSettings<SpoolDrainSettings>): void {
  const post = (reply: CompanionReply<DrainTold>): void => parentPort?.postMessage(reply);
  const tell = (told: DrainTold): void => post({ kind: "told", told });
  const pool = createWritingPool(url, connections, {
    warn: (entry, message) => tell({ kind: "log", level: "warn", entry, message }),
  });
  const drain = startSpoolDrain(extra, { sink: createPostgresDrainSink(pool), tell });

  async function close(): Promise<void> {
    await drain.end();
    await pool.end();
    parentPort?.close();
  }
  parentPort?.on("message", (message) => {
    if (message === closeCompanion) void close();
  });
  post({ kind: "ready" });
}

runDrainThread(workerData);
