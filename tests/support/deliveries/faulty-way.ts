import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { onTestFinished } from "vitest";

/** What happens on the way from Kazoo to the receiver, to the first try of a delivery. */
export type Mishap =
  /** The gateway can't reach the receiver. */
  | "refused-answer"
  /** The receiver has it, and the gateway gives up before it says so. */
  | "answer-replaced"
  /** The connection is lost before the receiver has anything. */
  | "lost-before"
  /** It is lost with the receiver's answer. */
  | "lost-behind"
  /** Every try is lost. */
  | "always-lost"
  /** Something else answers 200. */
  | "swallowed";

interface FaultyWay {
  readonly url: string;
  /** Where to; to be said before the first delivery. */
  forwardTo(url: string): void;
  /** How often the receiver was given each body. */
  readonly forwarded: ReadonlyMap<string, number>;
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** A gateway between Kazoo and Hookline to which such things happen, by the delivery's body. */
export async function startFaultyWay(
  mishapOf: (body: string) => Mishap | null,
): Promise<FaultyWay> {
  const tries = new Map<string, number>();
  const forwarded = new Map<string, number>();
  let target = "";

  function forward(incoming: IncomingMessage, body: string): Promise<number> {
    forwarded.set(body, (forwarded.get(body) ?? 0) + 1);
    return new Promise((resolve, reject) => {
      const { method, headers, url = "" } = incoming;
      const outgoing = request(`${target}${url}`, { method, headers, agent: false }, (answer) => {
        answer.resume();
        answer.on("end", () => resolve(answer.statusCode ?? 0));
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const count = (tries.get(body) ?? 0) + 1;
    tries.set(body, count);
    const mishap = mishapOf(body);
    const applies = count === 1 || mishap === "always-lost";
    switch (applies ? mishap : null) {
      case "refused-answer":
        return void response.writeHead(502).end("bad gateway");
      case "answer-replaced":
        await forward(incoming, body);
        return void response.writeHead(504).end("gateway timeout");
      case "lost-before":
      case "always-lost":
        return void incoming.socket.destroy();
      case "lost-behind":
        await forward(incoming, body);
        return void incoming.socket.destroy();
      case "swallowed":
        return void response.writeHead(200).end("ok");
      default:
        return void response.writeHead(await forward(incoming, body)).end();
    }
  }

  const server = createServer((incoming, response) => void pass(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    forwarded,
    forwardTo(url) {
      target = url;
    },
  };
}
