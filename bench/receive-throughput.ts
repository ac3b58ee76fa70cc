import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { cpuSeconds } from "./cpu-time";
import { startHookline } from "./hookline-stack";
import { type LoadResult, postLoad } from "./post-load";
import { startReceiver } from "./receiver-process";
import { row } from "./table";

/**
 * Deliveries answered: ours beside two bare handlers, on this machine in this run. Arguments:
 * seconds per measurement (5), connections (32), rounds (2).
 */
const [seconds = 5, connections = 32, rounds = 2] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));

interface Measured extends LoadResult {
  /** CPU time for each delivery of what answers, and of what stores behind it. */
  readonly answerMicros: number;
  readonly storeMicros: number;
}

async function measureBare(name: string, keepAlive: boolean): Promise<Measured> {
  const receiver = await startReceiver(name, join(mkdtempSync(join(folder, "run-")), "file"));
  try {
    const before = cpuSeconds(receiver.child.pid);
    const result = await postLoad(receiver.port, receiver.path, connections, seconds, keepAlive);
    const answerMicros = ((cpuSeconds(receiver.child.pid) - before) * 1e6) / result.answered;
    return { ...result, answerMicros, storeMicros: 0 };
  } finally {
    await receiver.stop();
  }
}

/** `alone`: the console is stopped meanwhile, so that the receiver has the machine as J has it. */
async function measureOurs(keepAlive: boolean, alone: boolean): Promise<Measured> {
  const hookline = await startHookline(mkdtempSync(join(folder, "data-")));
  const tellConsole = (signal: "SIGSTOP" | "SIGCONT") =>
    alone && process.kill(hookline.pidOf("console"), signal);
  try {
    tellConsole("SIGSTOP");
    const pids = [hookline.pidOf("receiver"), hookline.pidOf("console")];
    const before = pids.map(cpuSeconds);
    const result = await postLoad(hookline.port, hookline.path, connections, seconds, keepAlive);
    tellConsole("SIGCONT");
    await hookline.untilDrained();
    const [answer = 0, store = 0] = pids.map(
      (pid, index) => ((cpuSeconds(pid) - (before[index] ?? 0)) * 1e6) / result.answered,
    );
    return { ...result, answerMicros: answer, storeMicros: store };
  } finally {
    await hookline.stop();
  }
}

function print(name: string, result: Measured, yardstick: Measured): void {
  row(
    name,
    result.perSecond.toFixed(0),
    result.p50Ms.toFixed(2),
    result.p99Ms.toFixed(2),
    String(result.failed),
    result.answerMicros.toFixed(0),
    result.storeMicros.toFixed(0),
    (result.perSecond / yardstick.perSecond).toFixed(2),
    loadavg()[0]?.toFixed(1) ?? "",
  );
}

for (const keepAlive of [true, false]) {
  const how = keepAlive ? "kept alive" : "one for each post";
  console.log(`${connections} connections at a time, ${how}; ${seconds} s each\n`);
  row("", "answered/s", "p50 ms", "p99 ms", "failed", "answer µs", "store µs", "of J", "load");
  for (let round = 1; round <= rounds; round += 1) {
    const journal = await measureBare("spool-receiver", keepAlive);
    print("J node:http + journal", journal, journal);
    print("B node:http + libsql", await measureBare("bare-receiver", keepAlive), journal);
    print("hookline", await measureOurs(keepAlive, false), journal);
    print("hookline, console stopped", await measureOurs(keepAlive, true), journal);
  }
  console.log("");
}
rmSync(folder, { recursive: true, force: true });
