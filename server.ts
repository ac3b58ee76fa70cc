import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { buildRuntime } from "@/lib/build-console";
import { EnvError, readEnv } from "@/lib/config/env";
import { createLogger } from "@/lib/config/logger";
import { markClientAddress } from "@/lib/http/client-address";
import { closeOnUnreadBody } from "@/lib/http/close-on-unread-body";
import { stopGracefully } from "@/lib/http/stop-gracefully";
import { tolerateBrokenRequestLines } from "@/lib/receiver/broken-request-line";
import { createReceiver, receiverServerOptions } from "@/lib/receiver/listener";
import { installRuntime } from "@/lib/runtime";

// Built, this file lies in dist/, beside the SQLite worker.
const projectDir = fileURLToPath(new URL("..", import.meta.url));
const sqliteWorkerUrl = new URL("./sqlite-worker.js", import.meta.url);

async function main(): Promise<void> {
  const env = readEnv(projectDir);
  const logger = createLogger(env.logLevel);
  const { runtime, beginStop, close } = await buildRuntime(env, logger, sqliteWorkerUrl);
  installRuntime(runtime);

  const receiverParts = { ...runtime, bodyLimitBytes: env.receiverBodyLimitBytes };
  const receive = createReceiver(receiverParts);
  const server = createServer(receiverServerOptions, (request, response) => {
    if (request.url?.startsWith("/receive/")) {
      receive(request, response);
      return;
    }
    markClientAddress(request, env.trustProxy);
    closeOnUnreadBody(request, response);
    pages
      .then((handle) => handle(request, response))
      .catch((cause: unknown) => {
        logger.error({ err: cause }, "a page failed");
        response.destroy();
      });
  });
  tolerateBrokenRequestLines(server, receiverParts);

  // Next reads NODE_ENV when it is loaded, so it is loaded after the settings.
  const { default: next } = await import("next");
  const app = next({ dev: env.mode === "development", dir: projectDir, httpServer: server });
  const pages = app.prepare().then(() => app.getRequestHandler());

  // Kazoo doesn't re-send what it can't deliver: the receiver answers before the pages are ready.
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(env.port, env.host, resolve);
  });
  logger.info({ host: env.host, port: env.port, publicUrl: env.publicUrl }, "listening");
  await pages;

  stopGracefully({
    server,
    logger,
    timeoutMs: env.shutdownTimeoutMs,
    beginStop,
    close: async () => {
      await app.close();
      await close();
    },
  });
}

main().catch((cause: unknown) => {
  const message = cause instanceof EnvError ? cause.message : cause;
  process.stderr.write(`${message instanceof Error ? (message.stack ?? message) : message}\n`);
  process.exit(1);
});
