import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLogger } from "@/lib/config/logger";
import { openPostgresEventStore } from "@/lib/store/postgres/open-postgres-store";
import { openSqliteEventStore } from "@/lib/store/sqlite/main/open-sqlite-store";

export const benchScope = { cluster: "default", accountId: "a".repeat(32) };
const benchKey = "b".repeat(43);
const readyTimeoutMs = 120_000;
const metricsToken = "bench-metrics-token";

/** The three programs as `npm start` runs them, on a data folder. */
export interface HooklineStack {
  readonly port: number;
  /** /receive/KEY of the account `benchScope`. */
  readonly path: string;
  readonly supervisor: ChildProcess;
  /** The program and the environment that it runs with. */
  readonly server: string;
  readonly env: Readonly<Record<string, string>>;
  /** Process id of one of its children. */
  pidOf(program: "receiver" | "console"): number;
  /** What waits for the database and for the search index. */
  metrics(): Promise<StackMetrics>;
  /** Resolves once nothing waits in the spool. */
  untilDrained(): Promise<void>;
  stop(): Promise<void>;
}

interface StackMetrics {
  readonly waiting: number;
  readonly oldestSeconds: number;
  readonly unindexed: number;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

/** Makes the account's receiver key, as an operator's first visit would. */
async function makeKey(dataDir: string, databaseUrl: string | undefined): Promise<void> {
  const logger = createLogger("warn");
  const workerFile = new URL("./sqlite-worker.mjs", import.meta.url);
  const store = databaseUrl?.startsWith("postgres")
    ? await openPostgresEventStore({ url: databaseUrl, logger })
    : await openSqliteEventStore({ file: join(dataDir, "hookline.db"), workerFile, logger });
  const keys = await store.receiverKeyStore.all();
  if (!keys.some(({ key }) => key === benchKey)) {
    const named = { id: "bench", scope: benchScope, name: "Default", key: benchKey };
    await store.receiverKeyStore.insert({ ...named, createdAt: Date.now(), lastUsedAt: null });
  }
  await store.close();
}

function childrenOf(pid: number | undefined): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return text === "" ? [] : text.split(" ").map(Number);
}

function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, "latin1");
}

/** Starts what `npm run build` made; resolves once pages answer. */
export async function startHookline(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<HooklineStack> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await makeKey(dataDir, env.DATABASE_URL);
  const port = await freePort();
  const server = fileURLToPath(new URL("../../../../dist/server.js", import.meta.url));
  const ownEnv: Readonly<Record<string, string>> = {
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATA_DIR: dataDir,
    METRICS_TOKEN: metricsToken,
    LOG_LEVEL: "warn",
    ...env,
  };
  const supervisor: ChildProcess = spawn(process.execPath, [server], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...ownEnv },
  });
  // A failed measurement leaves no process running.
  process.once("exit", () => supervisor.kill("SIGTERM"));
  const deadline = performance.now() + readyTimeoutMs;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => null);
    if (answer?.ok) break;
    if (performance.now() > deadline) throw new Error("Hookline is not ready.");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  async function metrics(): Promise<StackMetrics> {
    const headers = { authorization: `Bearer ${metricsToken}` };
    const text = await (await fetch(`http://127.0.0.1:${port}/api/metrics`, { headers })).text();
    const gaugeOf = (name: string) =>
      Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
    return {
      waiting: gaugeOf("hookline_spool_waiting_deliveries"),
      oldestSeconds: gaugeOf("hookline_spool_oldest_age_seconds"),
      unindexed: gaugeOf("hookline_unindexed_events"),
    };
  }

  return {
    port,
    path: `/receive/${benchKey}`,
    supervisor,
    server,
    env: ownEnv,
    metrics,
    async untilDrained() {
      // Deliveries answered a moment ago may not be counted yet.
      for (let zeros = 0; zeros < 3; ) {
        await new Promise((resolve) => setTimeout(resolve, 200));
        zeros = (await metrics()).waiting === 0 ? zeros + 1 : 0;
      }
    },
    pidOf(program) {
      const pid = childrenOf(supervisor.pid).find((child) => commandOf(child).includes(program));
      if (!pid) throw new Error(`There is no ${program}.`);
      return pid;
    },
    async stop() {
      const exited = once(supervisor, "exit");
      supervisor.kill("SIGTERM");
      await exited;
    },
  };
}
