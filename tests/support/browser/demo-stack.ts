import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningProcess, startProcess } from "../child-process";
import { freePort } from "../http/free-port";

/** Kazoo and Hookline on free ports with a data folder of their own. */
export interface DemoStack {
  /** As PUBLIC_URL says, path included. */
  readonly appUrl: string;
  readonly kazooUrl: string;
  readonly dataDir: string;
  /** Everything the app logged, over all its restarts. */
  appLog(): string;
  stopApp(signal?: NodeJS.Signals): Promise<number | null>;
  startApp(): Promise<void>;
  stopKazoo(): Promise<void>;
  startKazoo(): Promise<void>;
  close(): Promise<void>;
}

export async function startDemoStack(
  options: {
    readonly simulatorArgs?: readonly string[];
    readonly env?: Record<string, string>;
    /** The path of PUBLIC_URL. */
    readonly basePath?: string;
  } = {},
): Promise<DemoStack> {
  const dataDir = await mkdtemp(join(tmpdir(), "hookline-e2e-"));
  const [appPort, kazooPort] = [await freePort(), await freePort()];
  const appUrl = `http://127.0.0.1:${appPort}${options.basePath ?? ""}`;
  const kazooUrl = `http://127.0.0.1:${kazooPort}`;
  const logs: RunningProcess[] = [];
  let app: RunningProcess | undefined;
  let kazoo: RunningProcess | undefined;

  async function startKazoo(): Promise<void> {
    const args = ["--host", "127.0.0.1", "--port", String(kazooPort), "--seed", "demo"];
    kazoo = await startProcess(
      ["dist/simulator.js", ...args, "--allow-loopback", ...(options.simulatorArgs ?? [])],
      {},
      `${kazooUrl}/v2/webhooks`,
    );
  }

  async function startApp(): Promise<void> {
    app = await startProcess(
      ["dist/server.js"],
      {
        NODE_ENV: "production",
        KAZOO_API_URL: kazooUrl,
        PUBLIC_URL: appUrl,
        HOST: "127.0.0.1",
        PORT: String(appPort),
        DATA_DIR: dataDir,
        LOG_LEVEL: "debug",
        ...options.env,
      },
      `${appUrl}/api/health/ready`,
    );
    logs.push(app);
  }

  async function close(): Promise<void> {
    await app?.stop();
    await kazoo?.stop();
    await rm(dataDir, { recursive: true, force: true });
  }

  try {
    await startKazoo();
    await startApp();
  } catch (cause) {
    await close();
    throw cause;
  }
  return {
    appUrl,
    kazooUrl,
    dataDir,
    appLog: () => logs.map((running) => running.output()).join(""),
    stopApp: async (signal) => (await app?.stop(signal)) ?? null,
    startApp,
    stopKazoo: async () => {
      await kazoo?.stop();
    },
    startKazoo,
    close,
  };
}
