import { existsSync, rmSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { WorkerRequest, WorkerSettings } from "@/lib/store/sqlite/protocol";

/** The store's worker, whose writer dies of the next write once a file "….die" lies by the database. */
const { role, file }: WorkerSettings = workerData;
parentPort?.on("message", ({ task }: WorkerRequest) => {
  const writes = task.kind === "append" || task.kind === "query";
  if (role !== "writer" || !writes || !existsSync(`${file}.die`)) return;
  rmSync(`${file}.die`);
  process.exit(1);
});
await import("@/lib/build-writer-thread");
