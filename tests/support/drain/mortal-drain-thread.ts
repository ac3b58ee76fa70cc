import { existsSync, rmSync } from "node:fs";
import { workerData } from "node:worker_threads";
import type { SpoolDrainSettings } from "@/lib/drain/spool-drain";
import type { CompanionSettings } from "@/lib/store/postgres/companion/protocol";

const lookMs = 5;

/** The drain's thread beside a PostgreSQL, which dies once a file "….die" lies beside the spool. */
const { extra }: CompanionSettings<SpoolDrainSettings> = workerData;
setInterval(() => {
  const order = `${extra.folder}.die`;
  if (!existsSync(order)) return;
  rmSync(order);
  process.exit(1);
}, lookMs).unref();
await import("@/lib/build-drain-thread");
