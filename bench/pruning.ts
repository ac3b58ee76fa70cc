import { loadavg } from "node:os";
import { createLogger } from "@/lib/config/logger";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";

/**
 * How long retention keeps the writer, a step at a time. Arguments: a file that `seed-events` filled
 * (its oldest events are dropped) and how many to drop (100,000).
 */
const [file = "", countText = "100000"] = process.argv.slice(2);
const count = Number(countText);
const scope = { cluster: "default", accountId: "a".repeat(32) };
const logger = createLogger("warn");
const workerFile = new URL("./sqlite-worker.mjs", import.meta.url);
const { eventStore, close } = await openSqliteEventStore({ file, workerFile, logger });

const { lastSequence, horizon } = await eventStore.stats(scope);
const limits = {
  now: Date.now(),
  olderThan: null,
  maxEvents: lastSequence - horizon.droppedEvents - count,
  maxBytes: null,
  maxEventsPerAccount: null,
  maxBytesPerAccount: null,
  minFreeBytes: null,
};
const times: number[] = [];
let dropped = 0;
const startedAt = performance.now();
while (dropped < count) {
  const step = await eventStore.prune(limits);
  times.push(step.tookMs);
  dropped += step.dropped;
  if (!step.more) break;
}
const seconds = (performance.now() - startedAt) / 1000;
times.sort((a, b) => a - b);
const at = (share: number) => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(1);
console.log(
  `${dropped} events dropped in ${times.length} steps, ${seconds.toFixed(1)} s, load ${loadavg()[0]?.toFixed(1)}`,
);
console.log(`a step: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`);
await close();
