import http from "node:http";

export interface ReceivedDelivery {
  method: string;
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** The form or JSON payload's top level, as text. */
  payload: Map<string, string>;
}

export interface ContractReceiver {
  /** As Kazoo must be told, with no slash at the end. */
  url: string;
  deliveries: ReceivedDelivery[];
  /** Status of the following answers. */
  status: number;
  /** Resolves with the nth delivery (from 1). */
  nth(count: number): Promise<ReceivedDelivery>;
  close(): Promise<void>;
}

function payloadOf(body: string, type: string | undefined): Map<string, string> {
  if (!type?.includes("json")) return new Map(new URLSearchParams(body));
  const parsed: unknown = JSON.parse(body);
  return new Map(Object.entries(parsed ?? {}).map(([key, value]) => [key, String(value)]));
}

/** A receiver for Kazoo's deliveries; `publicUrl` is how Kazoo reaches it. */
export async function startContractReceiver(options: {
  host: string;
  port: number;
  publicUrl?: string;
}): Promise<ContractReceiver> {
  const waiting: { count: number; resolve: (delivery: ReceivedDelivery) => void }[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    const { method = "", url: path = "", headers } = request;
    const payload = payloadOf(body, headers["content-type"]);
    receiver.deliveries.push({ method, path, headers, body, payload });
    response.writeHead(receiver.status).end();
    for (const { count, resolve } of waiting) {
      const delivery = receiver.deliveries[count - 1];
      if (delivery) resolve(delivery);
    }
  });
  await new Promise<void>((resolve) => server.listen(options.port, options.host, resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : options.port;
  const receiver: ContractReceiver = {
    url: options.publicUrl ?? `http://${options.host}:${port}`,
    deliveries: [],
    status: 200,
    nth: (count) =>
      new Promise((resolve) => {
        const delivery = receiver.deliveries[count - 1];
        if (delivery) resolve(delivery);
        else waiting.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
