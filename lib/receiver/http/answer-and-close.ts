import { ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { type Answer, headersOf } from "./answer";

const lingerMs = 1_000;

function bytesOf(answer: Answer): string {
  const headers = headersOf(answer, true);
  const lines = [`HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status] ?? ""}`];
  for (let at = 0; at < headers.length; at += 2) lines.push(`${headers[at]}: ${headers[at + 1]}`);
  return `${lines.join("\r\n")}\r\n\r\n${answer.text}`;
}

/**
 * Answers a connection that node:http gave up, throws away what else comes for a moment, since
 * closing on unread bytes would take the answer with it, and closes.
 */
export function answerAndClose(socket: Duplex, answer: Answer): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.on("end", () => socket.destroy());
  socket.on("close", () => clearTimeout(timer));
  socket.removeAllListeners("data");
  socket.on("data", () => {});
  socket.end(bytesOf(answer));
}

/** The answer that node:http is still to send there, to a request that came whole before. */
function answerBefore(socket: Duplex): ServerResponse | null {
  const response: unknown = Reflect.get(socket, "_httpMessage");
  return response instanceof ServerResponse && response.req.complete ? response : null;
}

/**
 * The same, but after the earlier requests are answered: a later 400 must not replace a delivery's
 * 200.
 */
export function answerInTurnAndClose(socket: Duplex, answer: Answer): void {
  const before = answerBefore(socket);
  if (before) before.once("close", () => answerInTurnAndClose(socket, answer));
  else answerAndClose(socket, answer);
}
