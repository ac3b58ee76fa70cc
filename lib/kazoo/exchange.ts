import { Agent, type Dispatcher } from "undici";
import { parseEnvelope } from "./envelope";
import type { KazooAnswer, KazooRequest } from "./kazoo-request";
import { transportError } from "./transport-error";

const connectTimeoutMs = 5_000;
// Crossbar's web server closes an idle connection after 5 s; a request sent just then is lost.
const keepAliveMs = 4_000;
const connectionsPerCluster = 32;

interface ExchangeOptions {
  readonly url: string;
  readonly timeoutMs: number;
  readonly answerLimitBytes: number;
}

export interface Exchange {
  /** One try. Throws kazoo_unreachable, kazoo_timeout or kazoo_bad_answer; any status is an answer. */
  once(request: KazooRequest, deadline: AbortSignal): Promise<KazooAnswer>;
  close(): Promise<void>;
}

function headersOf({ token, body, ifMatch }: KazooRequest): Record<string, string> {
  return {
    accept: "application/json",
    "user-agent": "Hookline",
    ...(body !== undefined && { "content-type": "application/json" }),
    ...(ifMatch !== undefined && { "if-match": `"${ifMatch}"` }),
    // Kazoo reads a Bearer token as something else and answers 401
    // (docs/kazoo.md#sending-the-token).
    ...(token !== undefined && { "x-auth-token": token }),
  };
}

function single(headers: Dispatcher.ResponseData["headers"], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function toAnswer({ statusCode, headers }: Dispatcher.ResponseData, text: string): KazooAnswer {
  const envelope = parseEnvelope(text);
  const retryAfter = Number(single(headers, "retry-after"));
  return {
    status: statusCode,
    contentType: (single(headers, "content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "",
    bodyLength: text.length,
    envelope,
    kazooRequestId: envelope?.request_id ?? single(headers, "x-request-id"),
    retryAfterSeconds: Number.isInteger(retryAfter) && retryAfter > 0 ? retryAfter : undefined,
  };
}

/** Keep-alive connections to one cluster; `timeoutMs` bounds connecting, headers and body. */
export function createExchange({ url, timeoutMs, answerLimitBytes }: ExchangeOptions): Exchange {
  const { origin, pathname } = new URL(url);
  const basePath = pathname.replace(/\/+$/, "");
  const agent = new Agent({
    connect: { timeout: Math.min(timeoutMs, connectTimeoutMs) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    connections: connectionsPerCluster,
    maxResponseSize: answerLimitBytes,
  });
  return {
    async once(request, deadline) {
      const { method, path, query, body } = request;
      let answering = false;
      try {
        const search = query ? `?${new URLSearchParams(query)}` : "";
        const response = await agent.request({
          origin,
          path: `${basePath}${path}${search}`,
          method,
          headers: headersOf(request),
          body: body === undefined ? null : JSON.stringify(body),
          signal: deadline,
        });
        answering = true;
        return toAnswer(response, await response.body.text());
      } catch (cause) {
        const timedOut = deadline.aborted;
        const changes = method !== "GET";
        throw transportError(cause, { timedOut, answering, changes, answerLimitBytes });
      }
    },
    close: () => agent.destroy(),
  };
}
