import http from "node:http";

export interface ReceivedRequest {
  method: string;
  url: string;
  rawHeaders: string[];
  body: string;
}

export interface Receiver {
  url: string;
  requests: ReceivedRequest[];
  close(): Promise<void>;
}

export type ReceiverBehaviour = (request: ReceivedRequest, response: http.ServerResponse) => void;

/** A real HTTP server that records what Kazoo sends; answers 200 unless told otherwise. */
export async function startReceiver(
  behave: ReceiverBehaviour = (_request, response) => response.end(),
): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const received = {
      method: request.method ?? "",
      url: request.url ?? "",
      rawHeaders: request.rawHeaders,
      body: Buffer.concat(chunks).toString(),
    };
    requests.push(received);
    behave(received, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
