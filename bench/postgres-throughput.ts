import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@/tests/support/postgres/postgres-server";
import { cpuSeconds } from "./cpu-time";
import { type HooklineStack, startHookline } from "./hookline-stack";
import { postLoad } from "./post-load";

/**
 * Deliveries answered by one or several Hooklines, each with a spool of its own, on one PostgreSQL,
 * which is started for it with its default durability; and how many of them it stores meanwhile.
 * Arguments: seconds per measurement (5), connections in all (64), most Hooklines (2).
 */
const seconds = Number(process.argv[2] ?? 5);
const connections = Number(process.argv[3] ?? 64);
const maxCount = Number(process.argv[4] ?? 2);
const durable = ["fsync=on", "full_page_writes=on", "synchronous_commit=on", "autovacuum=on"];

function row(...cells: string[]): void {
  console.log(cells.map((cell) => cell.padStart(12)).join(""));
}

const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));

function cpuOf(stacks: readonly HooklineStack[], program: "receiver" | "console"): number {
  return stacks.reduce((sum, stack) => sum + cpuSeconds(stack.pidOf(program)), 0);
}

async function measure(url: string, count: number): Promise<void> {
  const stacks: HooklineStack[] = [];
  try {
    for (let n = 0; n < count; n += 1) {
      stacks.push(await startHookline(mkdtempSync(join(folder, "data-")), { DATABASE_URL: url }));
    }
    const before = [cpuOf(stacks, "receiver"), cpuOf(stacks, "console")];
    const startedAt = performance.now();
    const results = await Promise.all(
      stacks.map(({ port, path }) => postLoad(port, path, connections / count, seconds)),
    );
    await Promise.all(stacks.map((stack) => stack.untilDrained()));
    const drainedSeconds = (performance.now() - startedAt) / 1000;
    const sum = (of: (result: (typeof results)[number]) => number) =>
      results.reduce((total, result) => total + of(result), 0);
    const answered = sum((result) => result.answered);
    const micros = (after: number, from = 0) => (((after - from) * 1e6) / answered).toFixed(0);
    row(
      String(count),
      sum(({ perSecond }) => perSecond).toFixed(0),
      Math.max(...results.map(({ p50Ms }) => p50Ms)).toFixed(1),
      Math.max(...results.map(({ p99Ms }) => p99Ms)).toFixed(1),
      String(sum(({ failed }) => failed)),
      (answered / drainedSeconds).toFixed(0),
      micros(cpuOf(stacks, "receiver"), before[0]),
      micros(cpuOf(stacks, "console"), before[1]),
      loadavg()[0]?.toFixed(1) ?? "",
    );
  } finally {
    for (const stack of stacks) await stack.stop();
  }
}

const server = await startPostgres(durable);
console.log(`${connections} keep-alive connections in all, ${seconds} s each, a call's end each\n`);
row(
  ...["Hooklines", "answered/s", "p50 ms", "p99 ms", "failed", "stored/s", "answer µs", "store µs"],
  "load",
);
try {
  const url = await server.createDatabase();
  for (let round = 1; round <= 2; round += 1) {
    for (let count = 1; count <= maxCount; count += 1) await measure(url, count);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
