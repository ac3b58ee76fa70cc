import { Agent, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { PlainLogger } from "@/lib/config/plain-logger";
import type { ConsoleState } from "../control/console-state";
import { answerInstead, busyAnswer } from "./away/answer-instead";
import { watchTrouble } from "./away/console-trouble";
import { createConsolePlaces, type PlaceLimits } from "./console-places";
import { forward } from "./forward";
import { hasBody } from "./has-body";
import { passUpgrade } from "./hot-reload";
import { sendOwnAnswer } from "./own-answer";
import { type ConnectionLimits, createPageConnections } from "./page-connections";
import { type Allowance, createPagePace } from "./page-pace";
import { headersForConsole } from "./passed-headers";
import { readBegunBody } from "./read-begun-body";
import { readPageHead } from "./read-page-head";
import { NoAnswer, watchUnanswered } from "./unanswered";

interface PagePassOptions {
  readonly socketPath: string;
  readonly consoleState: () => ConsoleState;
  readonly trustProxy: boolean;
  readonly basePath: string;
  /** Hot reload may upgrade its connection. */
  readonly development: boolean;
  readonly logger: PlainLogger;
  /** Whether the connection carried a delivery; such a one is never closed while it is idle. */
  readonly delivers?: (socket: Duplex) => boolean;
  /** False while deliveries can't be written to disk. */
  readonly eventsAreKept?: () => boolean;
  readonly limits?: Partial<PagePassLimits>;
}

interface PagePassLimits extends PlaceLimits, ConnectionLimits {
  readonly firstByteMs: number;
  /** For what the console does. */
  readonly allowance: Allowance;
}

/** All that isn't a delivery, on its way to the console and back. */
export interface PagePass {
  /** `response` has a listener for "error". */
  handle(request: IncomingMessage, response: ServerResponse): void;
  /** For the server's "upgrade" event; in development only. */
  readonly handleUpgrade?: (
    this: Server,
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ) => void;
  /** Number of connections that pages were asked for on. */
  connections(): number;
  /** Pages are another's now: closes their connections, those that still get an answer after it. */
  endAll(): void;
}

/**
 * A hundred pages a second, four hundred answers of the API or eight hundred files. More of them
 * would only wait in the console instead, and take the processor that deliveries need.
 */
const consoleAllowance: Allowance = { perSecond: 800, burst: 800 };
const defaultLimits: PagePassLimits = {
  connections: 512,
  stalledMs: 30_000,
  unanswered: 64,
  uploads: 16,
  waiting: 256,
  waitMs: 5_000,
  firstByteMs: 30_000,
  allowance: consoleAllowance,
};
/** Small bodies are read before they take one of the console's places. */
const begunBytes = 16 * 1024;
const endGraceMs = 2_000;

export function createPagePass(options: PagePassOptions): PagePass {
  const { socketPath, consoleState, trustProxy, basePath, logger } = options;
  const { delivers = () => false, eventsAreKept = () => true } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const console = { socketPath, agent: new Agent({ keepAlive: true, maxFreeSockets: 64 }) };
  const connections = createPageConnections(limits, delivers);
  const places = createConsolePlaces(limits);
  const pace = createPagePace({ allowance: limits.allowance, delivers });
  const watch = watchTrouble(consoleState, eventsAreKept);
  const unanswered = watchUnanswered(consoleState, limits.firstByteMs);

  function answerTrouble(
    request: IncomingMessage,
    response: ServerResponse,
    isApi: boolean,
    failure: { readonly taken: boolean; readonly unresponsive: boolean },
  ): void {
    const trouble = watch.trouble(failure.unresponsive);
    sendOwnAnswer(request, response, answerInstead(request, trouble, isApi, failure.taken));
  }

  async function pass(
    request: IncomingMessage,
    response: ServerResponse,
    { target, isApi }: { readonly target: string; readonly isApi: boolean },
  ): Promise<void> {
    const none = { chunks: [], whole: true };
    const begun = hasBody(request) ? await readBegunBody(request, begunBytes) : none;
    if (!begun) return;
    const leave = await places.enter(request, response, begun.whole);
    if (response.destroyed) return leave?.();
    if (!leave) return sendOwnAnswer(request, response, busyAnswer(isApi));
    const stopWatching = unanswered.watch(request, (cause) => giveUp(cause));
    const settle = (): void => {
      stopWatching();
      leave();
    };
    response.once("close", settle);
    const giveUp = forward(console, {
      request,
      response,
      target,
      headers: headersForConsole(request, trustProxy),
      begun: begun.chunks,
      onAnswer: ({ headers }) => {
        settle();
        watch.answered();
        if (headers["content-type"]?.startsWith("text/event-stream"))
          connections.markStream(response);
      },
      onFailure: (cause, taken) => {
        settle();
        logger.debug({ err: cause }, "the console gave no answer");
        const unresponsive = cause instanceof NoAnswer;
        answerTrouble(request, response, isApi, { taken, unresponsive });
      },
    });
  }

  return {
    handle(request, response) {
      const head = readPageHead(request, basePath);
      if (!connections.begin(request.socket, response)) {
        response.shouldKeepAlive = false;
        return sendOwnAnswer(request, response, busyAnswer(head.kind === "pass" && head.isApi));
      }
      if (head.kind === "answer") return sendOwnAnswer(request, response, head.answer);
      if (consoleState() === "stuck") {
        const failure = { taken: false, unresponsive: true };
        return answerTrouble(request, response, head.isApi, failure);
      }
      pace.run(request.socket, head.cost, () => {
        pass(request, response, head).catch((cause: unknown) => {
          logger.error({ err: cause }, "a page could not be passed to the console");
          response.destroy();
        });
      });
    },
    ...(options.development && {
      handleUpgrade(this: Server, request: IncomingMessage, socket: Duplex, head: Buffer) {
        passUpgrade(this, { request, socket, head }, options);
      },
    }),
    connections: connections.count,
    endAll() {
      connections.endAll(endGraceMs);
      setTimeout(() => console.agent.destroy(), endGraceMs).unref();
    },
  };
}
