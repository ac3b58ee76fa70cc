import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";
import type { SupervisorMessage } from "@/lib/control/control";
import { bundleForNode } from "../bundle-for-node";
import { freePort } from "../http/free-port";
import { acmeKey } from "./receiver-keys";

export interface ReceiverProcess {
  readonly child: ChildProcess;
  readonly port: number;
  readonly key: string;
  /** Of the receiver of `acme`. */
  readonly url: string;
  /** Everything it wrote. */
  output(): string;
  /** Says what the supervisor would say. */
  tell(message: SupervisorMessage): void;
  /** Resolves with the exit code once the process is gone; null when it was killed. */
  readonly ended: Promise<number | null>;
  /** Sends the signal and resolves once the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>;
}

interface ProcessChanges extends Pick<SpawnOptions, "uid" | "gid"> {
  /** Where its shell is to set something up first: must end in `exec "$@"`. */
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A bound port to listen on, as the supervisor hands it on. */
  readonly bound?: { readonly fd: number; readonly port: number };
}

/** receiver.ts in a process of its own, on a data folder. Rejects when it ends before it listens. */
export async function startReceiverProcess(
  dataDir: string,
  changes: ProcessChanges = {},
): Promise<ReceiverProcess> {
  const { shell = 'exec "$@"', env = {}, bound, ...options } = changes;
  const script = await bundleForNode("receiver.ts");
  const port = bound?.port ?? (await freePort());
  const child = spawn("bash", ["-c", shell, "bash", process.execPath, script], {
    ...options,
    stdio: ["ignore", "pipe", "pipe", bound?.fd ?? "ignore", "ipc"],
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      HOST: "127.0.0.1",
      PORT: String(port),
      SPOOL_RESERVE_BYTES: "0",
      ...(bound && { HOOKLINE_LISTEN_FD: "3" }),
      ...env,
    },
  });
  let output = "";
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout?.on("data", collect);
  child.stderr?.on("data", collect);
  const ended = once(child, "exit").then(([code]): number | null => code);
  const closed = once(child, "close");
  const ready = await Promise.race([once(child, "message"), closed.then(() => null)]);
  if (ready?.[0].kind !== "ready") {
    // What it wrote comes by another way than what it told.
    await closed;
    throw new Error(`It does not listen:\n${output}`);
  }
  return {
    child,
    port,
    key: acmeKey,
    url: `http://127.0.0.1:${port}/receive/${acmeKey}`,
    output: () => output,
    tell: (message) => void child.send(message),
    ended,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}
