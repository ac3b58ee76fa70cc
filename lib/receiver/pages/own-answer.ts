import { randomUUID } from "node:crypto";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { type ErrorCode, errorStatus } from "@/lib/domain/hookline-error";
import { isUnread } from "./has-body";

/** What the receiver says itself where a page or the API was asked for. */
export interface OwnAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const lingerMs = 1_000;

const securityHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

export function ownAnswer(
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): OwnAnswer {
  const own = { "content-type": contentType, "content-length": String(Buffer.byteLength(body)) };
  return { status, headers: { ...securityHeaders, ...own, ...headers }, body };
}

/** A sentence for people; for the API, a problem with the same sentence as its title. */
export function refusal(
  code: ErrorCode,
  sentence: string,
  isApi: boolean,
  retryAfterSeconds?: number,
): OwnAnswer {
  const status = errorStatus[code];
  const retry = retryAfterSeconds && { "retry-after": String(retryAfterSeconds) };
  if (!isApi) return ownAnswer(status, "text/plain; charset=utf-8", `${sentence}\n`, { ...retry });
  const requestId = randomUUID().replaceAll("-", "");
  const problem = {
    type: "about:blank",
    title: sentence,
    status,
    code,
    requestId,
    fields: {},
    ...(retryAfterSeconds && { retryAfterSeconds }),
  };
  return ownAnswer(status, "application/problem+json", JSON.stringify(problem), {
    "x-request-id": requestId,
    ...retry,
  });
}

/**
 * Ends the answer once the request's body is read. The rest of a body is discarded for a moment
 * before the connection closes: closing on unread bytes would reset the connection and lose the
 * answer.
 */
export function endAfterBody(request: IncomingMessage, response: ServerResponse): void {
  // Also where it is complete: Node reads no further requests before its last byte is taken.
  request.resume();
  if (!isUnread(request)) {
    response.end();
    return;
  }
  const timer = setTimeout(() => response.end(), lingerMs);
  request.on("end", () => response.end());
  request.on("close", () => clearTimeout(timer));
}

export function sendOwnAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: OwnAnswer,
): void {
  if (isUnread(request)) response.shouldKeepAlive = false;
  response.writeHead(status, headers);
  if (request.method === "HEAD") response.flushHeaders();
  else response.write(body);
  endAfterBody(request, response);
}

/** The same for a connection whose request node:http never announced. */
export function formatOwnAnswer({ status, headers, body }: OwnAnswer): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}`;
  return `${head}connection: close\r\n\r\n${body}`;
}
