import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Logger } from "@/lib/config/logger";
import type { CommittedFeed } from "./committed-feed";
import type { CommittedPlaces, KeyAnswer, ReportAnswer } from "./control";
import { listenOnSocket } from "./listen-on-socket";
import type { ReceiverReports } from "./receiver-reports";

interface ControlParts {
  readonly receivers: ReceiverReports;
  readonly committed: CommittedFeed;
  /** Whether the database has the key of this digest. */
  readonly isKnownKey: (digest: string) => Promise<boolean>;
  readonly logger: Logger;
}

export interface ControlServer {
  close(): Promise<void>;
}

const maxReportBytes = 64 * 1024;
/** Of all receivers together: strangers may ask for as many keys as they like. */
const maxLookUpsPerSecond = 20;
const digestPath = /^\/keys\/([0-9a-f]{64})$/;

function answer(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

async function readReport(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxReportBytes) return null;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return null;
  }
}

function createLookUpBudget(): () => boolean {
  let second = 0;
  let used = 0;
  return () => {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) used = 0;
    second = now;
    used += 1;
    return used <= maxLookUpsPerSecond;
  };
}

/** Writes what a slow reader missed as one line: only the last places count. */
function streamCommitted(response: ServerResponse, committed: CommittedFeed): void {
  let missed: CommittedPlaces | null = null;
  function write(places: CommittedPlaces): void {
    if (response.writableNeedDrain) missed = places;
    else response.write(`${JSON.stringify(places)}\n`);
  }
  response.writeHead(200, { "content-type": "application/x-ndjson" });
  const stop = committed.follow(write);
  response.on("drain", () => {
    if (missed) response.write(`${JSON.stringify(missed)}\n`);
    missed = null;
  });
  response.once("close", stop);
}

/** What receivers ask and tell the console, on a socket that only their user can open. */
export async function startControlServer(
  socketPath: string,
  { receivers, committed, isKnownKey, logger }: ControlParts,
): Promise<ControlServer> {
  const mayLookUp = createLookUpBudget();

  async function answerKey(digest: string, response: ServerResponse): Promise<void> {
    if (!mayLookUp()) return answer(response, 503, {});
    try {
      const known: KeyAnswer = { known: await isKnownKey(digest) };
      answer(response, 200, known);
    } catch (cause) {
      logger.warn({ err: cause }, "a receiver key can't be looked up");
      answer(response, 503, {});
    }
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = `${request.method} ${request.url}`;
    const digest = request.method === "GET" && digestPath.exec(request.url ?? "")?.[1];
    if (digest) return answerKey(digest, response);
    if (asked === "GET /committed") return streamCommitted(response, committed);
    if (asked !== "POST /report") return answer(response, 404, {});
    const ok: ReportAnswer = { ok: true };
    if (receivers.take(await readReport(request))) return answer(response, 200, ok);
    logger.warn({}, "a receiver's report can't be read");
    answer(response, 400, {});
  }

  // The receivers' connections live as long as they do: a timeout here would cross a request.
  const server = createServer({ keepAliveTimeout: 0, requestTimeout: 0 }, (request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await listenOnSocket(server, socketPath);
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
