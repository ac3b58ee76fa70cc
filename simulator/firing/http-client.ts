import net from "node:net";
import type { World } from "../state/world";
import { ClosedRemotely, ConnectTimeout } from "./connection";
import { createConnectionPool } from "./connection-pool";
import { type HttpAnswer, headerOf } from "./http-answer";
import { InvalidUri, type RequestTarget, requestTarget } from "./request-target";

const MAX_REQUESTS_PER_REDIRECT_CHAIN = 6;

export type SendResult =
  | { kind: "answer"; answer: HttpAnswer }
  /** The text is the `client_error` of the attempts log. */
  | { kind: "error"; clientError: string; detail: string };

export interface Message {
  uri: string;
  method: string;
  contentType?: string;
  body: string;
  hookId: string;
  hookAccountId: string;
}

export interface HttpClient {
  send(message: Message, signal: AbortSignal): Promise<SendResult>;
  close(): void;
}

/** A host that this simulator may not look up: as if the resolver did not know it. */
class UnknownHost extends Error {}

/**
 * Erlang's httpc as seen from outside: 503 waits, redirects, no response timeout
 * (docs/kazoo.md#answers-and-retries).
 */
export function createHttpClient(world: World): HttpClient {
  const { legacyUri, connectTimeoutMs, resolveHosts } = world.settings;
  const pool = createConnectionPool(connectTimeoutMs);

  async function sendOnce(message: Message, signal: AbortSignal): Promise<HttpAnswer> {
    const target = requestTarget(message.uri, legacyUri);
    if (resolveHosts === "loopback-only" && !isLoopback(target.hostname)) {
      throw new UnknownHost(target.hostname);
    }
    const bytes = requestBytes(message, target);
    for (;;) {
      const answer = await pool.send(target, bytes, signal);
      const retryAfter = headerOf(answer, "retry-after");
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
    close: () => pool.close(),
  };
}

const isLoopback = (host: string) =>
  /(^|\.)localhost$/i.test(host) || host === "::1" || (net.isIPv4(host) && host.startsWith("127."));

/** Exactly the bytes Kazoo's HTTP client writes, headers in its order (docs/kazoo.md#request). */
function requestBytes(message: Message, target: RequestTarget): string {
  return [
    `${message.method} ${target.path} HTTP/1.1`,
    ...(message.contentType ? [`content-type: ${message.contentType}`] : []),
    `content-length: ${Buffer.byteLength(message.body)}`,
    "te: ",
    `host: ${target.host}`,
    ...(target.authorization ? [`authorization: ${target.authorization}`] : []),
    "connection: keep-alive",
    `x-hook-id: ${message.hookId}`,
    `x-account-id: ${message.hookAccountId}`,
    "",
    message.body,
  ].join("\r\n");
}

/** Where a 3xx leads: 301 to 303 become a bodyless GET, 307 and 308 repeat; PUT stays. */
function redirected(message: Message, answer: HttpAnswer): Message | undefined {
  const location = headerOf(answer, "location");
  if (!location || message.method === "PUT") return undefined;
  const uri = new URL(location, message.uri).toString();
  if ([301, 302, 303].includes(answer.status)) {
    return { ...message, uri, method: "GET", body: "" };
  }
  return [307, 308].includes(answer.status) ? { ...message, uri } : undefined;
}

function clientError(error: unknown): string {
  if (error instanceof UnknownHost) return "failed_connect: nxdomain";
  if (error instanceof InvalidUri || error instanceof ConnectTimeout) return "unknown";
  if (error instanceof ClosedRemotely) return "socket_closed_remotely";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ECONNREFUSED") return "failed_connect: econnrefused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "failed_connect: nxdomain";
  if (code === "EHOSTUNREACH") return "failed_connect: ehostunreach";
  return code === "ECONNRESET" || code === "EPIPE" ? "socket_closed_remotely" : "unknown";
}
