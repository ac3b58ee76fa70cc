import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { startHookline } from "./hookline-stack";
import { pacedLoad } from "./paced-load";
import { row } from "./table";

/** From exec to the first 200, beside one bare node:http process, and memory at 100 deliveries a second. */
const rounds = Number(process.argv[2] ?? 10);
const folder = mkdtempSync(join(tmpdir(), "hookline-bench-"));
const bare = `require("node:http").createServer((q, s) => { q.resume(); q.on("end", () => s.end("ok")); }).listen(+process.env.PORT, "127.0.0.1")`;

function answers200(port: number, path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: "127.0.0.1" });
    socket.on("error", () => resolve(false));
    socket.on("connect", () =>
      socket.write(`POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\na=b`),
    );
    socket.on("data", (chunk: Buffer) => {
      resolve(chunk.toString("latin1", 9, 12) === "200");
      socket.destroy();
    });
  });
}

async function timeToAnswer(args: readonly string[], env: Record<string, string>, path: string) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { stdio: "ignore", env: { ...process.env, ...env } });
  while (!(await answers200(Number(env.PORT), path))) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const ms = performance.now() - startedAt;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
  return ms;
}

function megabytes(pid: number | undefined): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
}

const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const dataDir = join(folder, "data");
const hookline = await startHookline(dataDir);
const { port, path, server } = hookline;
await pacedLoad({ port, path, perSecond: 100, seconds: 10, keepAlive: true });
const supervisorMb = megabytes(hookline.supervisor.pid);
const receiverMb = megabytes(hookline.pidOf("receiver"));
await hookline.stop();

const env = { ...hookline.env, PORT: String(port) };
const ours: number[] = [];
const bares: number[] = [];
for (let round = 0; round < rounds; round += 1) {
  bares.push(await timeToAnswer(["-e", bare], env, "/"));
  ours.push(await timeToAnswer([server], env, path));
}
row("exec to first 200, median", "ms", "of bare", "load");
row("bare node:http", median(bares).toFixed(0), "1.0", loadavg()[0]?.toFixed(1) ?? "");
row("hookline", median(ours).toFixed(0), (median(ours) / median(bares)).toFixed(2));
console.log("");
row("resident at 100/s", "MB");
row("supervisor", supervisorMb.toFixed(0));
row("receiver", receiverMb.toFixed(0));
rmSync(folder, { recursive: true, force: true });
