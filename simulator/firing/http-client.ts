import http from "node:http";
import https from "node:https";
import type { World } from "../state/world";
import { ConnectTimeout, exchange, type HttpAnswer, type OutgoingMessage } from "./http-exchange";
import { InvalidUri, requestTarget } from "./request-target";

const MAX_REQUESTS_PER_REDIRECT_CHAIN = 6;

export type SendResult =
  | { kind: "answer"; answer: HttpAnswer }
  /** The text is the `client_error` of the attempts log. */
  | { kind: "error"; clientError: string; detail: string };

export interface Message extends Omit<OutgoingMessage, "target"> {
  uri: string;
}

export interface HttpClient {
  send(message: Message, signal: AbortSignal): Promise<SendResult>;
  close(): void;
}

/** Erlang's httpc as seen from outside: 503 waits, redirects, no response timeout (7.4). */
export function createHttpClient(world: World): HttpClient {
  const agents = {
    http: new http.Agent({ keepAlive: true }),
    https: new https.Agent({ keepAlive: true }),
  };

  async function sendOnce(message: Message, signal: AbortSignal): Promise<HttpAnswer> {
    const { legacyUri, connectTimeoutMs } = world.settings;
    const target = requestTarget(message.uri, legacyUri);
    for (;;) {
      const answer = await exchange({ ...message, target }, agents, connectTimeoutMs, signal);
      const retryAfter = answer.headers.find(([name]) => name === "retry-after")?.[1];
      // The client itself waits and sends again, without limit, unseen by Kazoo.
      if (answer.status !== 503 || !/^\d{1,2}$/.test(retryAfter ?? "")) return answer;
      await world.clock.sleep(Number(retryAfter) * 1000, signal);
      if (signal.aborted) return answer;
    }
  }

  async function follow(message: Message, signal: AbortSignal): Promise<HttpAnswer> {
    let current = message;
    for (let count = 1; ; count += 1) {
      const answer = await sendOnce(current, signal);
      const next = redirected(current, answer);
      if (!next || count >= MAX_REQUESTS_PER_REDIRECT_CHAIN) return answer;
      current = next;
    }
  }

  return {
    async send(message, signal) {
      try {
        return { kind: "answer", answer: await follow(message, signal) };
      } catch (error) {
        return { kind: "error", clientError: clientError(error), detail: String(error) };
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

/** Where a 3xx leads: 301 to 303 become a bodyless GET, 307 and 308 repeat; PUT stays. */
function redirected(message: Message, answer: HttpAnswer): Message | undefined {
  const location = answer.headers.find(([name]) => name === "location")?.[1];
  if (!location || message.method === "PUT") return undefined;
  const uri = new URL(location, message.uri).toString();
  if ([301, 302, 303].includes(answer.status)) {
    return { ...message, uri, method: "GET", body: "" };
  }
  return [307, 308].includes(answer.status) ? { ...message, uri } : undefined;
}

function clientError(error: unknown): string {
  if (error instanceof InvalidUri || error instanceof ConnectTimeout) return "unknown";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ECONNREFUSED") return "failed_connect: econnrefused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "failed_connect: nxdomain";
  if (code === "EHOSTUNREACH") return "failed_connect: ehostunreach";
  if (code === "ECONNRESET" || code === "EPIPE") return "socket_closed_remotely";
  return error instanceof Error && error.message === "socket_closed_remotely"
    ? error.message
    : "unknown";
}
