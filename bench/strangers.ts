import { connect, type Socket } from "node:net";
import { setPriority } from "node:os";

/**
 * Clients that request one page as fast as they are answered, each on its own connection. A
 * separate process, so that measurements beside it are not slowed down. Argument: Pages as JSON.
 * Ends, and says how many requests were answered, once it is told anything.
 */
export interface Pages {
  readonly port: number;
  readonly target: string;
  /** Further header lines, each with its line end. */
  readonly headers: string;
  readonly connections: number;
}

const { port, target, headers, connections }: Pages = JSON.parse(process.argv[2] ?? "{}");
// Strangers are on machines of their own: what they cost here must not slow the deliveries' client.
setPriority(10);
const request = `GET ${target} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/html\r\n${headers}\r\n`;
let requests = 0;

function open(): void {
  const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
  socket.on("connect", () => socket.write(request));
  // The answer is not parsed: a pause counts as its end.
  socket.on("data", (chunk: Buffer) => {
    if (!chunk.toString("latin1", 0, 9).startsWith("HTTP/1.1 ")) return;
    requests += 1;
    socket.write(request);
  });
  socket.on("error", () => {});
  socket.on("close", () => setTimeout(open, 1));
}

for (let n = 0; n < connections; n += 1) open();
process.on("message", () => process.send?.(requests, () => process.exit()));
process.on("disconnect", () => process.exit());
