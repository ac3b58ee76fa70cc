import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { costOfHead, type PagePace } from "../pages/page-pace";
import type { Answers } from "./answer";
import { answerAndClose } from "./answer-and-close";
import { bytesOfHead } from "./bytes-of-head";
import { maxHeaders, type Receive } from "./receive";
import { parseTarget, type Target } from "./target";

/** What Node is told to allow; tests shorten the times. */
export const serverOptions = {
  // Kazoo was seen to send GET lines of 600 kB.
  maxHeaderSize: 1024 * 1024,
  // Kazoo writes a request in one go; a sender that drips it is cut off.
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
  // Kazoo's HTTP client keeps idle connections for 120 s. Closing before it does would make its
  // next request a transport error, which counts as a failed attempt.
  keepAliveTimeout: 130_000,
};

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

export interface ServerParts {
  readonly options: typeof serverOptions;
  readonly basePath: string;
  readonly receive: Receive;
  /** Everything that is neither a delivery nor a question for this process's health. */
  readonly pages: Handle;
  readonly pace: PagePace;
  readonly answers: Answers;
}

const notHere = { status: 404, text: "There is nothing here." };
const noTunnel = { status: 405, text: "Hookline is no proxy." };

/** The one server of the port: what a request is about decides who answers it. */
export function createReceiverServer(parts: ServerParts): Server {
  const { options, basePath, receive, pages, pace, answers } = parts;

  function handle(request: IncomingMessage, response: ServerResponse): void {
    const target = parseTarget(request.url ?? "", basePath);
    if (target.kind === "receive") receive(request, response, target);
    else
      pace.run(request.socket, costOfHead(bytesOfHead(request)), () =>
        handleOther(request, response, target),
      );
  }

  function handleOther(request: IncomingMessage, response: ServerResponse, target: Target): void {
    if (target.kind === "health") answerHealth(request, response);
    else if (target.kind === "none") answers.answer(response, notHere);
    else pages(request, response);
  }

  function answerHealth({ method }: IncomingMessage, response: ServerResponse): void {
    if (method === "GET" || method === "HEAD") {
      answers.answer(response, { status: 200, text: '{"status":"ok"}', type: "application/json" });
    } else {
      answers.answer(response, { status: 405, text: "Use GET or HEAD.", allow: "GET, HEAD" });
    }
  }

  const server = createServer(options, handle);
  server.maxHeadersCount = maxHeaders;
  // Node's own answer to an unknown expectation has no body.
  server.on("checkExpectation", handle);
  // Without a listener Node closes the connection without a word.
  server.on("connect", (_request, socket) => answerAndClose(socket, noTunnel));
  return server;
}
