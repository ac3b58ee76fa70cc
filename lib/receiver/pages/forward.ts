import {
  type Agent,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import { hasBody, isUnread } from "./has-body";
import { endAfterBody } from "./own-answer";
import { headersForClient } from "./passed-headers";

/** One request on its way to the console. */
interface Passage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: string;
  readonly headers: readonly string[];
  /** The part of the body that was read already. */
  readonly begun: readonly Buffer[];
  readonly onAnswer: (answer: IncomingMessage) => void;
  /** There is no answer. `sent`: the console may have received the request. */
  readonly onFailure: (cause: Error, sent: boolean) => void;
}

export interface ConsoleSocket {
  readonly socketPath: string;
  readonly agent: Agent;
}

/** The console's answer → the client, at the client's pace. */
function passAnswer(answer: IncomingMessage, { request, response }: Passage): void {
  // What the console answers without reading isn't worth the rest of the upload.
  if (isUnread(request)) response.shouldKeepAlive = false;
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, headersForClient(answer));
  // An event stream's head must not wait for its first event.
  response.flushHeaders();
  answer.pipe(response, { end: false });
  answer.on("end", () => {
    request.unpipe();
    endAfterBody(request, response);
  });
  // A clean end here would make half an answer look like a whole one.
  const breakOff = (): void => {
    if (!answer.complete) response.destroy();
  };
  answer.on("error", breakOff);
  answer.on("close", breakOff);
}

/**
 * Sends a request to the console and its answer back, both as they come. Whichever side breaks off
 * ends the other. Nothing is sent twice. Returns what gives the request up.
 */
export function forward(console: ConsoleSocket, passage: Passage): (cause: Error) => void {
  const { request, response, target, headers, begun, onAnswer, onFailure } = passage;
  const upstream = httpRequest({
    socketPath: console.socketPath,
    agent: console.agent,
    method: request.method,
    path: target,
    headers,
  });
  let connected = false;
  let answered = false;
  upstream.on("socket", (socket) => {
    connected = !socket.connecting;
    if (connected) return;
    socket.once("connect", () => {
      connected = true;
    });
  });
  upstream.on("response", (answer) => {
    answered = true;
    onAnswer(answer);
    passAnswer(answer, passage);
    // The console is through; a rest of the upload would wait for it forever.
    answer.on("end", () => {
      if (!upstream.writableFinished) upstream.destroy();
    });
  });
  upstream.on("error", (cause) => {
    // Once there is an answer, its own end tells whether it is whole.
    if (!answered && !response.destroyed) onFailure(cause, connected);
  });
  response.once("close", () => {
    if (!response.writableFinished) upstream.destroy();
  });

  for (const chunk of begun) upstream.write(chunk);
  if (request.readableEnded || !hasBody(request)) upstream.end();
  else request.pipe(upstream);
  return (cause) => void upstream.destroy(cause);
}
