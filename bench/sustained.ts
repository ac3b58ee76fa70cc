import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { cpuSeconds } from "./cpu-time";
import { startHookline } from "./hookline-stack";
import { pacedLoad } from "./paced-load";
import { row } from "./table";

/**
 * Whether the drain keeps up with a steady rate: what waits, each few seconds. Arguments: seconds
 * (60) and deliveries a second (8,000).
 */
const [seconds = 60, perSecond = 8_000] = process.argv.slice(2).map(Number);
const everyMs = Math.max(1_000, (seconds * 1_000) / 20);
const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
const hookline = await startHookline(join(folder, "data"));
const { port, path } = hookline;

row("after", "waiting", "oldest s", "unindexed", "load");
const startedAt = performance.now();
const sampling = setInterval(async () => {
  const { waiting, oldestSeconds, unindexed } = await hookline.metrics();
  const after = `${((performance.now() - startedAt) / 1000).toFixed(0)} s`;
  row(
    after,
    String(waiting),
    oldestSeconds.toFixed(2),
    String(unindexed),
    loadavg()[0]?.toFixed(1) ?? "",
  );
}, everyMs);
const pids = [hookline.pidOf("receiver"), hookline.pidOf("console")];
const before = pids.map(cpuSeconds);
const result = await pacedLoad({ port, path, perSecond, seconds, keepAlive: true });
clearInterval(sampling);
const endedAt = performance.now();
await hookline.untilDrained();
const drainMs = performance.now() - endedAt;
const [answer = 0, store = 0] = pids.map(
  (pid, index) => ((cpuSeconds(pid) - (before[index] ?? 0)) * 1e6) / result.answered,
);
console.log(
  `\n${result.answered} answered in ${((endedAt - startedAt) / 1000).toFixed(1)} s (${(result.answered / ((endedAt - startedAt) / 1000)).toFixed(0)}/s), ${result.failed} failed, p50 ${result.p50Ms.toFixed(1)} ms, p99 ${result.p99Ms.toFixed(1)} ms; ` +
    `all stored ${(drainMs / 1000).toFixed(1)} s later; CPU µs a delivery: receiver ${answer.toFixed(0)}, console ${store.toFixed(0)}`,
);
await hookline.stop();
rmSync(folder, { recursive: true, force: true });
