import { connect } from "node:net";

export interface RawAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function parseAnswer(text: string): RawAnswer | null {
  const end = text.indexOf("\r\n\r\n");
  if (end === -1) return null;
  const [statusLine = "", ...lines] = text.slice(0, end).split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const body = text.slice(end + 4);
  if (body.length < Number(headers["content-length"] ?? 0)) return null;
  return { status: Number(statusLine.split(" ")[1]), headers, body };
}

/**
 * Writes the pieces to a TCP connection, waiting for `between` after each but the last, and
 * resolves with the answer. Rejects when the connection ends without one.
 */
export function sendBytes(
  port: number,
  pieces: readonly (string | Uint8Array)[],
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let text = "";
    let answered = false;
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const answer = parseAnswer(text);
      if (!answer || answered) return;
      answered = true;
      resolve(answer);
      socket.end();
    });
    socket.on("error", (cause) => {
      if (!answered) reject(cause);
    });
    socket.on("close", () => reject(new Error(`closed without an answer: ${text.slice(0, 200)}`)));
    socket.on("connect", async () => {
      for (const [index, piece] of pieces.entries()) {
        if (index > 0) await between();
        if (!socket.destroyed) socket.write(piece);
      }
    });
  });
}
