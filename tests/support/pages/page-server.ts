import { once } from "node:events";
import { createServer, type ServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { createPlainLogger } from "@/lib/config/plain-logger";
import { guardHeads, type HeadGuard } from "@/lib/receiver/heads/guard-heads";
import { parseTarget } from "@/lib/receiver/http/target";
import { createPagePace } from "@/lib/receiver/pages/page-pace";
import { createPagePass, type PagePass } from "@/lib/receiver/pages/page-pass";

type PassOptions = Parameters<typeof createPagePass>[0];
type GuardOptions = Parameters<typeof guardHeads>[1];

export interface PageServer {
  readonly port: number;
  readonly url: string;
  readonly pass: PagePass;
  readonly heads: HeadGuard;
  /** Lines that were logged. */
  readonly log: readonly string[];
  /** Number of connections that the server holds. */
  connections(): Promise<number>;
  stop(): Promise<void>;
}

interface PageServerOptions extends Partial<PassOptions> {
  readonly socketPath: string;
  readonly heads?: GuardOptions["limits"];
  readonly server?: ServerOptions;
}

const statusOf: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** The receiver's port with everything on it but deliveries, which it answers 200 unseen. */
export async function startPageServer(options: PageServerOptions): Promise<PageServer> {
  const log: string[] = [];
  const common = {
    basePath: options.basePath ?? "",
    development: options.development ?? false,
    logger: createPlainLogger("info", (line) => void log.push(line)),
  };
  const server = createServer({ maxHeaderSize: 1024 * 1024, ...options.server });
  const pass = createPagePass({
    consoleState: () => "up",
    trustProxy: false,
    delivers: (socket) => heads.isTrusted(socket),
    ...options,
    ...common,
  });
  server.on("request", (request, response) => {
    response.on("error", () => request.destroy());
    if (parseTarget(request.url ?? "", common.basePath).kind !== "receive") {
      return pass.handle(request, response);
    }
    if (request.url?.includes("known")) heads.trust(request.socket);
    request.resume().on("end", () => response.end("stored"));
  });
  server.on("clientError", (cause: Error & { code?: string }, socket) => {
    const status = statusOf[cause.code ?? ""] ?? 400;
    if (socket.writable) socket.end(`HTTP/1.1 ${status} x\r\ncontent-length: 0\r\n\r\n`);
    else socket.destroy();
  });
  if (pass.handleUpgrade) server.on("upgrade", pass.handleUpgrade);
  const pace = createPagePace({ delivers: (socket) => heads.isTrusted(socket) });
  const heads = guardHeads(server, { ...common, pace, limits: options.heads });
  server.listen({ port: 0, host: "127.0.0.1", backlog: 4_096 });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    pass,
    heads,
    log,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((cause, count) => (cause ? reject(cause) : resolve(count))),
      ),
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      heads.endSilent();
      await closed;
    },
  };
}
