import net from "node:net";

/** One request as it came in: the bytes of head and body, read as latin1. */
export interface RawRequest {
  bytes: string;
  /** Of the request line, without a query. */
  path: string;
}

export interface RawReceiver {
  port: number;
  requests: RawRequest[];
  /** Resolves as soon as so many requests have come. */
  received(count: number): Promise<void>;
  close(): Promise<void>;
}

export type RawBehaviour = (request: RawRequest, socket: net.Socket, count: number) => void;

const OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/** A receiver below HTTP: it keeps exact bytes, and may answer with anything. */
export async function startRawReceiver(
  behave: RawBehaviour = (_request, socket) => socket.write(OK),
): Promise<RawReceiver> {
  const requests: RawRequest[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const sockets = new Set<net.Socket>();

  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    let pending = "";
    socket.on("data", (chunk) => {
      pending += chunk.toString("latin1");
      for (let length = requestLength(pending); length; length = requestLength(pending)) {
        const bytes = pending.slice(0, length);
        pending = pending.slice(length);
        const path = /^\S+ ([^? ]*)/.exec(bytes)?.[1] ?? "";
        requests.push({ bytes, path });
        behave({ bytes, path }, socket, requests.length);
        for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : 0,
    requests,
    received: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function requestLength(pending: string): number | undefined {
  const head = pending.indexOf("\r\n\r\n");
  if (head < 0) return undefined;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(pending.slice(0, head))?.[1] ?? 0);
  return pending.length >= head + 4 + length ? head + 4 + length : undefined;
}
