import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { PlainLogger } from "@/lib/config/plain-logger";
import type { ReceiverSettings } from "@/lib/config/receiver-settings";
import { pagesSocketName, type ReceiverReport } from "@/lib/control/control";
import { keyFileName } from "@/lib/control/key-file";
import { askForKeys } from "@/lib/receiver/control/ask-for-keys";
import { createCommitWaits } from "@/lib/receiver/control/commit-waits";
import { createConsoleClient } from "@/lib/receiver/control/console-client";
import { createDeliveryCounters } from "@/lib/receiver/control/delivery-counters";
import { followCommitted } from "@/lib/receiver/control/follow-committed";
import { reportToConsole } from "@/lib/receiver/control/report-to-console";
import { guardHeads } from "@/lib/receiver/heads/guard-heads";
import { createAnswers } from "@/lib/receiver/http/answer";
import { tolerateBrokenRequestLines } from "@/lib/receiver/http/broken-request-line";
import { createReceive } from "@/lib/receiver/http/receive";
import { createRefusals } from "@/lib/receiver/http/refusals";
import { createReceiverServer, serverOptions } from "@/lib/receiver/http/server";
import { createDeliveries } from "@/lib/receiver/http/take-delivery";
import { createKeyLookup } from "@/lib/receiver/keys/key-lookup";
import { openReceiverKeys } from "@/lib/receiver/keys/receiver-keys";
import { createAnswerLadder } from "@/lib/receiver/ladder/answer-ladder";
import { retire, stop } from "@/lib/receiver/lifecycle/end-receiver";
import { createLimits, type LimitSettings } from "@/lib/receiver/limits/key-limits";
import { createSparseLog } from "@/lib/receiver/log/sparse-log";
import { openReceiverSpool } from "@/lib/receiver/open-receiver-spool";
import { createPagePace } from "@/lib/receiver/pages/page-pace";
import { createPagePass } from "@/lib/receiver/pages/page-pass";

/** What a test sets differently. */
export interface ReceiverChanges {
  readonly serverOptions?: Partial<typeof serverOptions>;
  readonly limits?: Partial<LimitSettings>;
  /** Milliseconds that never jump, for the ladder. */
  readonly ladderNow?: () => number;
  /** ACKNOWLEDGE=database: without a commit for so long, the database counts as away. */
  readonly awayMs?: number;
}

export interface ReceiverParts {
  readonly settings: ReceiverSettings;
  readonly logger: PlainLogger;
  readonly changes?: ReceiverChanges;
}

export interface Receiver {
  readonly server: Server;
  /** What can wait until deliveries are taken. */
  prepare(): void;
  report(): ReceiverReport;
  /** Another has taken over the port; resolves when this one can end. */
  retire(): Promise<void>;
  /** Resolves when this one can end, within the time. */
  stop(timeoutMs: number): Promise<void>;
}

const mib = 1024 * 1024;
const minMemoryBytes = 256 * mib;
const maxUploads = 1_000;
const maxConnections = 2_000;

/** The receiver's one place where its parts meet. */
export function buildReceiver({ settings, logger, changes = {} }: ReceiverParts): Receiver {
  const { dataDir, basePath, trustProxy, development, bodyLimitBytes, holdSeconds } = settings;
  const socketFolder = settings.socketFolder ?? dataDir;
  const state = { isEnding: false, isRetiring: false };
  const log = createSparseLog(logger);
  const receiver = randomUUID();
  const reserveBytes = settings.spoolReserveBytes;
  const spool = openReceiverSpool({ dataDir, reserveBytes, receiver, log });
  const counters = createDeliveryCounters();
  const client = createConsoleClient(socketFolder);

  const limits = createLimits({
    maxPerSecond: settings.maxPerSecond,
    // One key may always hold a few of the largest deliveries.
    memoryBytes: Math.max(minMemoryBytes, 8 * bodyLimitBytes),
    maxUploads,
    maxConnections,
    ...changes.limits,
  });
  const keys = openReceiverKeys({
    file: join(dataDir, keyFileName),
    lookUp: createKeyLookup(askForKeys(client)),
    newLimits: limits.newKey,
    newLadder: () =>
      createAnswerLadder({
        holdSeconds,
        failsPerMinute: settings.failsPerMinute,
        isRetiring: () => state.isRetiring,
        now: changes.ladderNow,
      }),
    onKeys: limits.divide,
    logger,
  });

  const waitsForDatabase = settings.acknowledge === "database";
  const { awayMs } = changes;
  const commits = waitsForDatabase ? createCommitWaits({ holdSeconds, awayMs }) : null;
  const following = commits && followCommitted(client, commits.committed);
  const { writer, addNotStored } = spool;
  const deliveries = createDeliveries({ writer, commits, addNotStored, counters, log });

  const report = (): ReceiverReport => {
    const { user, system } = process.cpuUsage();
    return {
      receiver,
      deliveries: counters.counts,
      durations: counters.durations(),
      failingSince: deliveries.failingSince(),
      pending: writer.pending(),
      memoryBytes: process.memoryUsage.rss(),
      cpuSeconds: (user + system) / 1e6,
    };
  };
  const reports = reportToConsole(client, report);

  const answers = createAnswers(() => state.isEnding);
  const refusals = createRefusals(counters, log);
  const delivers = (socket: Duplex) => guard.isTrusted(socket);
  const pace = createPagePace({ delivers });
  const receiving = {
    keys,
    deliveries,
    counters,
    answers,
    refusals,
    bodyLimitBytes,
    trustProxy,
    pace,
  };
  const pages = createPagePass({
    socketPath: join(socketFolder, pagesSocketName),
    consoleState: reports.state,
    eventsAreKept: () => deliveries.failingSince() === null,
    delivers,
    trustProxy,
    basePath,
    development,
    logger,
  });
  const options = { ...serverOptions, ...changes.serverOptions };
  const server = createReceiverServer({
    options,
    basePath,
    receive: createReceive({ ...receiving, onKnownKey: (socket) => guard.trust(socket) }),
    pages: pages.handle,
    pace,
    answers,
  });
  if (pages.handleUpgrade) server.on("upgrade", pages.handleUpgrade);
  const maxHeadBytes = options.maxHeaderSize;
  tolerateBrokenRequestLines(server, { ...receiving, basePath, maxHeadBytes });
  const guard = guardHeads(server, { basePath, development, logger, pace });

  const endParts = {
    server,
    endConnections: () => {
      state.isEnding = true;
    },
    endPages: pages.endAll,
    endWaiting: () => commits?.stop(),
    underWay: limits.underWay,
  };

  async function closeAll(): Promise<void> {
    commits?.stop();
    following?.stop();
    keys.stop();
    deliveries.stop();
    await spool.close();
    await reports.stop();
    client.close();
    log.flush();
  }
  let closing: Promise<void> | null = null;
  function close(): Promise<void> {
    closing ??= closeAll();
    return closing;
  }

  return {
    server,
    report,
    prepare: spool.prepare,
    async retire() {
      state.isRetiring = true;
      await retire(endParts);
      await close();
    },
    async stop(timeoutMs) {
      await stop(endParts, timeoutMs);
      await close();
    },
  };
}
