import { connect, type Socket } from "node:net";
import { parseAnswer, type RawAnswer } from "./raw-http";

/** One connection on which requests follow each other, as Kazoo's HTTP client keeps it. */
export interface RawConnection {
  readonly socket: Socket;
  /** Rejects when the connection ends without an answer. */
  send(request: string): Promise<RawAnswer>;
  readonly closed: Promise<void>;
}

export function openConnection(port: number): RawConnection {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let text = "";
  let onAnswer: ((answer: RawAnswer) => void) | null = null;
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
    const answer = parseAnswer(text);
    if (!answer || !onAnswer) return;
    text = "";
    onAnswer(answer);
  });
  socket.on("error", () => {});
  const closed = new Promise<void>((resolve) => {
    socket.once("close", () => resolve());
  });
  return {
    socket,
    closed,
    send(request) {
      socket.write(request);
      return new Promise((resolve, reject) => {
        onAnswer = resolve;
        void closed.then(() => reject(new Error("closed without an answer")));
      });
    },
  };
}
