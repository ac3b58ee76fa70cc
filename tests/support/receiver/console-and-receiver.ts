import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import { buildConsole } from "@/lib/build-console";
import { parseEnv } from "@/lib/config/env";
import type { Logger } from "@/lib/config/logger";
import { controlSocketName, socketFolderVariable } from "@/lib/control/control";
import { startControlServer } from "@/lib/control/control-server";
import { installRuntime, type Runtime } from "@/lib/runtime";
import { acme } from "../store/new-event";
import { silentLogger, sqliteWorkerFile } from "../store/sqlite-event-store";
import { startReceiver, type TestReceiver, temporaryDataDir } from "./receiver";

export interface ConsoleAndReceiver {
  readonly runtime: Runtime;
  readonly receiver: TestReceiver;
  readonly dataDir: string;
  /** A receiver key of `acme`, as the database has it. */
  readonly key: string;
  /** Where Kazoo would post to under that key. */
  readonly url: string;
  /** Ends the console only; the end of the test ends what is left. */
  stopConsole(): Promise<void>;
}

/**
 * The console without its pages, and a receiver that reports to it, on one data folder with SQLite,
 * in this process: the spool, the drain's thread and the control socket are real. Its runtime is
 * the one that routes find.
 */
export async function startConsoleAndReceiver(
  settings: Readonly<Record<string, string>> = {},
  { logger = silentLogger }: { readonly logger?: Logger } = {},
): Promise<ConsoleAndReceiver> {
  const { dataDir, remove } = temporaryDataDir();
  // A socket's path may not be long.
  const sockets = mkdtempSync(join(tmpdir(), "hl-"));
  const all = { DATA_DIR: dataDir, SPOOL_RESERVE_BYTES: "0", ...settings };
  const worker = pathToFileURL(await sqliteWorkerFile());
  const built = await buildConsole(parseEnv(all), logger, {
    sqliteWorker: worker,
    drainWorker: worker,
  });
  installRuntime(built.runtime);
  const control = await startControlServer(join(sockets, controlSocketName), { ...built, logger });
  let isConsoleUp = true;
  async function stopConsole(): Promise<void> {
    if (!isConsoleUp) return;
    isConsoleUp = false;
    built.beginStop();
    await control.close();
    await built.close();
  }
  const { key } = await built.runtime.receiverKeys.ensure(acme);
  const receiver = await startReceiver({
    dataDir,
    env: { ...all, [socketFolderVariable]: sockets },
  });
  receiver.prepare();
  onTestFinished(async () => {
    await receiver.stop();
    await stopConsole();
    rmSync(sockets, { recursive: true, force: true });
    remove();
  });
  return {
    runtime: built.runtime,
    receiver,
    dataDir,
    key,
    url: `http://127.0.0.1:${receiver.port}/receive/${key}`,
    stopConsole,
  };
}
