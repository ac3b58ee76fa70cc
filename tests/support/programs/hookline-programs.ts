import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OpenPort, openPort } from "@/lib/supervisor/open-port";
import { freePort } from "../http/free-port";

const readyTimeoutMs = 120_000;
const pollMs = 25;

/** The three built programs on a port and a data folder that outlive them. */
export interface HooklinePrograms {
  readonly url: string;
  readonly dataDir: string;
  /** Everything they logged so far. */
  log(): string;
  /** Starts the supervisor; resolves at once. */
  start(): void;
  /** Resolves once pages are answered and the database takes what waits. */
  untilReady(): Promise<void>;
  /** Process id of one of the children, once there is one that isn't `but`. */
  pidOf(program: "receiver" | "console", but?: number): Promise<number>;
  signal(signal: NodeJS.Signals): void;
  /** Sends the signal and resolves with the exit code once the supervisor is gone. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
  /** Ends them and deletes the data folder. */
  close(): Promise<void>;
}

interface ProgramsOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** The port is opened here and given to each supervisor, as systemd does. */
  readonly holdsPort?: boolean;
}

function childrenOf(pid: number | undefined): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
    return text === "" ? [] : text.split(" ").map(Number);
  } catch {
    return [];
  }
}

function runs(pid: number, program: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes(`/${program}.js`);
  } catch {
    return false;
  }
}

/** Waits for something to become true; throws with `what` after two minutes. */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = performance.now() + readyTimeoutMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > deadline) throw new Error(`Not within two minutes: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

function launch(env: Readonly<Record<string, string>>, port: OpenPort | null): ChildProcess {
  const own = { ...process.env, ...env };
  if (!port) {
    return spawn(process.execPath, ["dist/server.js"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: own,
    });
  }
  // Only the process itself can say which one it is.
  const script = 'export LISTEN_PID=$$ LISTEN_FDS=1; exec "$0" dist/server.js';
  return spawn("bash", ["-c", script, process.execPath], {
    stdio: ["ignore", "pipe", "pipe", port.fd],
    env: own,
  });
}

export async function hooklinePrograms(options: ProgramsOptions = {}): Promise<HooklinePrograms> {
  const dataDir = await mkdtemp(join(tmpdir(), "hookline-programs-"));
  const port = await freePort();
  const held = options.holdsPort ? await openPort({ host: "127.0.0.1", port }) : null;
  const url = `http://127.0.0.1:${port}`;
  let written = "";
  let supervisor: ChildProcess | null = null;

  const env = {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: "info",
    ...options.env,
  };

  async function end(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    const ending = supervisor;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return null;
    const exited = once(ending, "exit");
    ending.kill(signal);
    await exited;
    return ending.exitCode;
  }

  return {
    url,
    dataDir,
    log: () => written,
    start() {
      supervisor = launch(env, held);
      const collect = (chunk: Buffer): void => {
        written += chunk.toString();
      };
      supervisor.stdout?.on("data", collect);
      supervisor.stderr?.on("data", collect);
    },
    async untilReady() {
      await until(`${url} is ready:\n${written.slice(-2_000)}`, async () => {
        const answer = await fetch(`${url}/api/health/ready`).catch(() => null);
        await answer?.arrayBuffer();
        return answer?.ok;
      });
    },
    pidOf: (program, but) =>
      until(`there is a ${program}`, () =>
        childrenOf(supervisor?.pid).find((pid) => pid !== but && runs(pid, program)),
      ),
    signal: (signal) => void supervisor?.kill(signal),
    end,
    async close() {
      await end();
      held?.handle?.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
