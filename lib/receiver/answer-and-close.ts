import type { Duplex } from "node:stream";

const lingerMs = 1_000;

const reasons: Readonly<Record<number, string>> = {
  200: "OK",
  400: "Bad Request",
  404: "Not Found",
  408: "Request Timeout",
  411: "Length Required",
  413: "Content Too Large",
  431: "Request Header Fields Too Large",
  503: "Service Unavailable",
};

/**
 * Answers a connection that node:http gave up, throws away what else comes for a moment, since
 * closing on unread bytes would take the answer with it, and closes.
 */
export function answerAndClose(socket: Duplex, status: number, retryAfterSeconds?: number): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const retry = retryAfterSeconds === undefined ? "" : `retry-after: ${retryAfterSeconds}\r\n`;
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.on("end", () => socket.destroy());
  socket.on("close", () => clearTimeout(timer));
  socket.removeAllListeners("data");
  socket.on("data", () => {});
  socket.end(
    `HTTP/1.1 ${status} ${reasons[status]}\r\n${retry}content-length: 0\r\nconnection: close\r\n\r\n`,
  );
}
