import { formatOwnAnswer, type OwnAnswer } from "../pages/own-answer";
import type { Connection } from "./connection";

const lingerMs = 1_000;

/**
 * Ends a connection in the middle of a head, with an answer where none is under way. `atOnce` gives
 * its memory back without waiting for the sender to take the answer.
 */
export function dropConnection(connection: Connection, answer: OwnAnswer, atOnce: boolean): void {
  const { socket, response } = connection;
  connection.mode = "given";
  if (response?.writableFinished === false || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.removeAllListeners("data");
  socket.end(formatOwnAnswer(answer));
  if (atOnce) {
    socket.destroySoon();
    return;
  }
  // Closing on unread bytes would take the answer with it.
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.on("close", () => clearTimeout(timer));
  socket.on("end", () => socket.destroy());
  socket.on("data", () => {});
}
