import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cpuSeconds } from "./cpu-time";
import { type LoadResult, postLoad } from "./post-load";
import { startReceiver } from "./receiver-process";

/**
 * Durable receiving, ours beside a bare handler, on this machine in this run. Arguments: seconds
 * per measurement (5) and connections (32).
 */
const seconds = Number(process.argv[2] ?? 5);
const connections = Number(process.argv[3] ?? 32);
const rounds = 2;
interface Measured extends LoadResult {
  /** CPU time of the receiver's process for each event: what a busy neighbour doesn't change. */
  readonly cpuMicros: number;
}

const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));

async function measure(name: string, keepAlive: boolean): Promise<Measured> {
  const file = join(mkdtempSync(join(folder, "run-")), "events.db");
  const receiver = await startReceiver(name, file);
  try {
    const before = cpuSeconds(receiver.child.pid);
    const result = await postLoad(receiver.port, receiver.path, connections, seconds, keepAlive);
    const cpuMicros = ((cpuSeconds(receiver.child.pid) - before) * 1e6) / result.answered;
    return { ...result, cpuMicros };
  } finally {
    await receiver.stop();
  }
}

function row(name: string, result: Measured, ratio: string): string {
  const { perSecond, p50Ms, p99Ms, failed, cpuMicros } = result;
  const cells = [perSecond.toFixed(0), p50Ms.toFixed(2), p99Ms.toFixed(2), String(failed)];
  cells.push(cpuMicros.toFixed(0), ratio);
  return `${name.padEnd(22)}${cells.map((cell) => cell.padStart(10)).join("")}`;
}

const heads = ["events/s", "p50 ms", "p99 ms", "failed", "CPU µs", "ratio"];
for (const keepAlive of [true, false]) {
  const how = keepAlive ? "kept alive" : "one for each post";
  console.log(
    `${connections} connections at a time, ${how}; ${seconds} s each, a call's end each\n`,
  );
  console.log(`${"".padEnd(22)}${heads.map((head) => head.padStart(10)).join("")}`);
  for (let round = 1; round <= rounds; round += 1) {
    const bare = await measure("bare-receiver", keepAlive);
    const ours = await measure("hookline-receiver", keepAlive);
    console.log(row("bare node:http+libsql", bare, "1.00"));
    console.log(row("hookline", ours, (ours.perSecond / bare.perSecond).toFixed(2)));
  }
  console.log("");
}
rmSync(folder, { recursive: true, force: true });
