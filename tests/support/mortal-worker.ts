import { existsSync, rmSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerRequest, WorkerSettings } from "@/lib/store/sqlite/protocol";

/** The store's worker, whose writer dies of the next append once a file "….die" lies by the database. */
const { role, file }: WorkerSettings = workerData;
parentPort?.on("message", ({ task }: WorkerRequest) => {
  if (role !== "writer" || task.kind !== "append" || !existsSync(`${file}.die`)) return;
  rmSync(`${file}.die`);
  process.exit(1);
});
await import("@/lib/build-writer-thread");
