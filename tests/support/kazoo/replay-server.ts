import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";

const pairSchema = z.object({
  response: z.object({
    status: z.number(),
    headers: z.array(z.tuple([z.string(), z.string()])),
    body_text: z.string().nullable(),
  }),
});

interface RecordedRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

type Respond = (response: ServerResponse) => void;

/** The name of a pair in tests/fixtures/http-pairs, or a function that answers as it likes. */
export type Step = string | Respond;

export interface ReplayServer {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  close(): Promise<void>;
}

// The server sets these itself.
const connectionHeaders = new Set(["connection", "content-length", "date", "transfer-encoding"]);

function recorded(name: string): Respond {
  const file = new URL(`../../fixtures/http-pairs/${name}.json`, import.meta.url);
  const { status, headers, body_text } = pairSchema.parse(
    JSON.parse(readFileSync(file, "utf8")),
  ).response;
  return (response) => {
    for (const [key, value] of headers) {
      if (!connectionHeaders.has(key)) response.setHeader(key, value);
    }
    response.writeHead(status).end(body_text ?? "");
  };
}

/** An answer in Kazoo's form, for what nobody recorded. */
export function envelope(status: number, fields: Readonly<Record<string, unknown>>): Respond {
  return (response) => {
    response
      .writeHead(status, { "content-type": "application/json" })
      .end(JSON.stringify({ status: status < 300 ? "success" : "error", ...fields }));
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

/** A real HTTP server that gives one step per request, the last one for all that follow. */
export async function startReplayServer(...steps: readonly Step[]): Promise<ReplayServer> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: target = "", headers } = request;
    const step = steps[Math.min(requests.length, steps.length - 1)];
    requests.push({ method, target, headers, body: await bodyOf(request) });
    if (typeof step === "string") recorded(step)(response);
    else step?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
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
