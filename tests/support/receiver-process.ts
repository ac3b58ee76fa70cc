import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { bundleForNode } from "./bundle-for-node";
import { sqliteWorkerFile } from "./sqlite-event-store";

export interface ReceiverProcess {
  readonly child: ChildProcess;
  readonly url: string;
  /** Sends the signal and resolves once the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

/** Where its shell is to set something up first: must end in `exec "$@"`. */
interface ProcessChanges extends Pick<SpawnOptions, "uid" | "gid"> {
  readonly shell?: string;
  readonly holdSeconds?: number;
  readonly failsPerMinute?: number;
}

/** The receiver on a database file, in a process of its own. Rejects when it ends before it listens. */
export async function startReceiverProcess(
  file: string,
  changes: ProcessChanges = {},
): Promise<ReceiverProcess> {
  const { shell = 'exec "$@"', holdSeconds = 300, failsPerMinute = 3, ...options } = changes;
  const script = await bundleForNode("tests/support/receive-forever.ts");
  const ladder = [String(holdSeconds), String(failsPerMinute)];
  const args = [process.execPath, script, file, await sqliteWorkerFile(), ...ladder];
  const child = spawn("bash", ["-c", shell, "bash", ...args], {
    ...options,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exited = once(child, "exit");
  const line = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    once(child, "close").then(() => null),
  ]);
  if (!line) throw new Error(errors);
  const [port = "", key = ""] = String(line[0]).split(" ");
  return {
    child,
    url: `http://127.0.0.1:${port}/receive/${key}`,
    async end(signal) {
      child.kill(signal);
      await exited;
    },
  };
}
