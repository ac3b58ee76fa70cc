import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export interface MeasuredReceiver {
  readonly child: ChildProcess;
  readonly port: number;
  readonly path: string;
  /** From starting the process to its listening. */
  readonly startMs: number;
  /** Writes a line to its standard input. */
  tell(line: string): void;
  /** Largest resident memory so far, in MB; NaN off Linux. */
  peakMegabytes(): number;
  stop(): Promise<void>;
}

/** Starts one of the bundled receivers on a database file. */
export async function startReceiver(name: string, file: string): Promise<MeasuredReceiver> {
  const script = fileURLToPath(new URL(`./${name}.mjs`, import.meta.url));
  const startedAt = performance.now();
  const child = spawn(process.execPath, [script, file], { stdio: ["pipe", "pipe", "inherit"] });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  const [port = "", path = ""] = String(line).split(" ");
  return {
    child,
    port: Number(port),
    path,
    startMs: performance.now() - startedAt,
    tell: (text) => child.stdin.write(`${text}\n`),
    peakMegabytes() {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
      } catch {
        return Number.NaN;
      }
    },
    async stop() {
      const exited = once(child, "exit");
      child.kill();
      await exited;
    },
  };
}
