import type { DrainTold } from "@/lib/drain/drain-told";
import { type SpoolDrainSettings, startSpoolDrain } from "@/lib/drain/spool-drain";
import { createDrainSink } from "@/lib/store/sqlite/worker/drain/drain-sink";
import { releaseRoom } from "@/lib/store/sqlite/worker/release-room";
import { runWorker } from "@/lib/store/sqlite/worker/run-worker";

/**
 * The composition root of SQLite's threads. The drain runs in the writer's: one connection writes,
 * and no event goes from one thread to another.
 */
runWorker<SpoolDrainSettings, DrainTold>((settings, host) => {
  const { connection, recent, tell, committed } = host;
  const sink = createDrainSink(connection, { recent, onCommitted: committed });
  const drain = startSpoolDrain(settings, {
    sink,
    tell,
    releaseRoom: () => releaseRoom(connection, host.file),
  });
  return { hasRoom: () => drain.paused() !== "disk", end: () => drain.end() };
});
