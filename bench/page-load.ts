import { connect, type Socket } from "node:net";

export interface PageLoad {
  /** Ends it; how many requests were answered. */
  stop(): Promise<{ readonly requests: number }>;
}

interface Pages {
  readonly port: number;
  readonly target: string;
  /** Further header lines, each with its line end. */
  readonly headers: string;
  readonly connections: number;
}

/** Strangers that ask for one page as fast as they are answered, each on a connection of its own. */
export function startPageLoad({ port, target, headers, connections }: Pages): PageLoad {
  const request = `GET ${target} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/html\r\n${headers}\r\n`;
  const sockets = new Set<Socket>();
  let requests = 0;
  let stopped = false;

  function open(): void {
    if (stopped) return;
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    sockets.add(socket);
    socket.on("connect", () => socket.write(request));
    // What comes is not parsed: a pause of the answer is taken for its end.
    socket.on("data", (chunk: Buffer) => {
      if (!chunk.toString("latin1", 0, 9).startsWith("HTTP/1.1 ")) return;
      requests += 1;
      if (!stopped) socket.write(request);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      setTimeout(open, 1);
    });
  }

  for (let n = 0; n < connections; n += 1) open();
  return {
    async stop() {
      stopped = true;
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => setImmediate(resolve));
      return { requests };
    },
  };
}
