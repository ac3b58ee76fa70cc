import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { parseExposition } from "@/tests/support/export/parse-exposition";
import { formatMetrics } from "./format-metrics";
import { startProcessMeter } from "./process-meter";

function startMeter() {
  const meter = startProcessMeter();
  onTestFinished(() => meter.stop());
  return async (name: string) => {
    const families = parseExposition(formatMetrics(await meter.read()));
    return families.get(name)?.samples[0]?.value ?? Number.NaN;
  };
}

const turns = () => once(AbortSignal.timeout(50), "abort");

/** Holds the thread, with turns of the loop before and after, in which its lag is noticed. */
async function block(ms: number): Promise<void> {
  await turns();
  const until = performance.now() + ms;
  while (performance.now() < until);
  await turns();
}

test("the loop's lag is what it was since the last reading, without the meter's own interval", async () => {
  const value = startMeter();
  await block(300);
  const longest = await value("nodejs_eventloop_lag_max_seconds");
  expect(longest).toBeGreaterThan(0.2);
  // Seconds, not milliseconds.
  expect(longest).toBeLessThan(60);
  // A busy machine lags now and then: never for so long again.
  await expect.poll(() => value("nodejs_eventloop_lag_max_seconds")).toBeLessThan(longest / 2);
});

test("the process says when it started and what it uses, in seconds and bytes", async () => {
  const value = startMeter();
  const startedAt = await value("process_start_time_seconds");
  expect(Math.abs(Date.now() / 1000 - process.uptime() - startedAt)).toBeLessThan(5);
  const user = await value("process_cpu_user_seconds_total");
  await block(100);
  expect(await value("process_cpu_user_seconds_total")).toBeGreaterThan(user);
  expect(await value("process_resident_memory_bytes")).toBeGreaterThan(10_000_000);
  expect(await value("process_open_fds")).toBeGreaterThan(2);
});
