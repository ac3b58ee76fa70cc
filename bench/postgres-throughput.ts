import { loadavg } from "node:os";
import { startPostgres } from "@/tests/support/postgres-server";
import { cpuSeconds } from "./cpu-time";
import { postLoad } from "./post-load";
import { type MeasuredReceiver, startReceiver } from "./receiver-process";

/**
 * Durable receiving by several app processes on one PostgreSQL, which is started for it with its
 * default durability. Arguments: seconds per measurement (5), connections in all (64), most
 * processes (2).
 */
const seconds = Number(process.argv[2] ?? 5);
const connections = Number(process.argv[3] ?? 64);
const mostProcesses = Number(process.argv[4] ?? 2);
const durable = ["fsync=on", "full_page_writes=on", "synchronous_commit=on", "autovacuum=on"];

function row(...cells: string[]): void {
  console.log(cells.map((cell) => cell.padStart(12)).join(""));
}

function cpuOf(receivers: readonly MeasuredReceiver[]): number {
  return receivers.reduce((sum, { child }) => sum + cpuSeconds(child.pid), 0);
}

async function measure(url: string, processes: number): Promise<void> {
  const receivers: MeasuredReceiver[] = [];
  try {
    for (let n = 0; n < processes; n += 1) {
      receivers.push(await startReceiver("hookline-receiver", url));
    }
    const before = cpuOf(receivers);
    const results = await Promise.all(
      receivers.map(({ port, path }) => postLoad(port, path, connections / processes, seconds)),
    );
    const sum = (of: (result: (typeof results)[number]) => number) =>
      results.reduce((total, result) => total + of(result), 0);
    const cpuMicros = ((cpuOf(receivers) - before) * 1e6) / sum(({ answered }) => answered);
    row(
      String(processes),
      sum(({ perSecond }) => perSecond).toFixed(0),
      Math.max(...results.map(({ p50Ms }) => p50Ms)).toFixed(1),
      Math.max(...results.map(({ p99Ms }) => p99Ms)).toFixed(1),
      String(sum(({ failed }) => failed)),
      cpuMicros.toFixed(0),
      loadavg()[0]?.toFixed(1) ?? "",
    );
  } finally {
    for (const receiver of receivers) await receiver.stop();
  }
}

const server = await startPostgres(durable);
console.log(`${connections} keep-alive connections in all, ${seconds} s each, a call's end each\n`);
row("processes", "events/s", "p50 ms", "p99 ms", "failed", "CPU µs", "load");
try {
  const url = await server.createDatabase();
  for (let round = 1; round <= 2; round += 1) {
    for (let processes = 1; processes <= mostProcesses; processes += 1) {
      await measure(url, processes);
    }
  }
} finally {
  await server.stop();
}
