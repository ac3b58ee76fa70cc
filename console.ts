import { createServer } from "node:http";
import { setPriority } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { buildConsole } from "@/lib/build-console";
import { type Env, EnvError, readEnv } from "@/lib/config/env";
import { logConsole } from "@/lib/config/log-console";
import { createLogger, type Logger } from "@/lib/config/logger";
import { tellNext } from "@/lib/config/next-environment";
import { projectDirOf } from "@/lib/config/project-dir";
import { controlSocketName, pagesSocketName, socketFolderVariable } from "@/lib/control/control";
import { startControlServer } from "@/lib/control/control-server";
import { followSupervisor, type SupervisorLink } from "@/lib/control/follow-supervisor";
import { listenOnSocket } from "@/lib/control/listen-on-socket";
import { DataDirInUse, lockDataDir } from "@/lib/control/lock";
import { isOnKazooBlacklist, kazooBlacklist } from "@/lib/domain/refused-host";
import { finishRequests } from "@/lib/http/finish-requests";
import { createPageServer } from "@/lib/http/page-server";
import { createStaticFiles } from "@/lib/http/static-files";
import { findPages, PagesMissing, staticFolders } from "@/lib/pages/find-pages";
import { installRuntime } from "@/lib/runtime";

const niceness = 5;
/** Of a stop's time: what requests in flight may use. */
const requestShare = 0.8;
const program = fileURLToPath(import.meta.url);
const projectDir = projectDirOf(program);

/** Next. It opens no port: it is handed each request. */
async function startPages({ mode, basePath }: Env, logger: Logger) {
  const development = mode === "development";
  const pages = development ? null : findPages(dirname(program), basePath);
  tellNext({ basePath, pagesDir: pages ? relative(projectDir, pages) : ".next" });
  const folders = pages ? staticFolders(pages) : [];
  const serveStatic = createStaticFiles(`${basePath}/_next/static`, folders);
  const server = createPageServer(async (request, response) => {
    if (!(await serveStatic(request, response))) await handle(request, response);
  }, logger);
  // Next reads its settings when it is loaded, so it is loaded only now. Upgrades are for its hot
  // reload.
  const { default: next } = await import("next");
  const httpServer = development ? server : createServer();
  const app = next({ dev: development, dir: projectDir, httpServer });
  await app.prepare();
  const handle = app.getRequestHandler();
  return { server, close: () => app.close() };
}

/** The console: pages, API, store, drain. Resolves once it is to end and has. */
async function run(link: SupervisorLink, env: Env, logger: Logger): Promise<void> {
  const folder = process.env[socketFolderVariable];
  if (!folder) throw new EnvError(`${socketFolderVariable} is not set: use \`npm start\`.`);
  const lock = await lockDataDir(env.dataDir);
  const built = await buildConsole(env, logger, {
    sqliteWorker: new URL("./sqlite-worker.js", import.meta.url),
    drainWorker: new URL("./drain-worker.js", import.meta.url),
  });
  installRuntime(built.runtime);
  const control = await startControlServer(join(folder, controlSocketName), { ...built, logger });
  const pages = await startPages(env, logger);
  await listenOnSocket(pages.server, join(folder, pagesSocketName));
  logger.info({ publicUrl: env.publicUrl }, "the console is ready");
  if (isOnKazooBlacklist(env.publicUrl)) {
    const { publicUrl } = env;
    logger.warn(
      { publicUrl },
      `set PUBLIC_URL: Kazoo refuses this one unless ${kazooBlacklist} was changed`,
    );
  }
  link.ready();

  const timeoutMs = await link.stopped;
  // Nobody waits for it longer, whatever hangs.
  setTimeout(() => process.exit(1), timeoutMs).unref();
  built.beginStop();
  const cut = await finishRequests(pages.server, timeoutMs * requestShare);
  if (cut) logger.warn("requests still in flight were cut off");
  await pages.close();
  await control.close();
  await built.close();
  lock.release();
}

function isUnusable(cause: unknown): cause is Error {
  return [EnvError, DataDirInUse, PagesMissing].some((kind) => cause instanceof kind);
}

function lowerPriority(): void {
  try {
    setPriority(niceness);
  } catch {
    // Some containers forbid this; the console works without it.
  }
}

async function main(): Promise<void> {
  // A lower priority than the receiver's, so that busy pages don't slow it down. Threads inherit
  // it.
  lowerPriority();
  const link = followSupervisor();
  let logger = createLogger("info");
  try {
    const env = readEnv(projectDir);
    logger = createLogger(env.logLevel);
    if (env.mode !== "development") logConsole(logger);
    await run(link, env, logger);
    process.exit(0);
  } catch (cause) {
    if (isUnusable(cause)) await link.unusable(cause.message);
    logger.fatal({ err: cause }, "the console failed");
    process.exit(1);
  }
}

void main();
