import type { ServerResponse } from "node:http";

export interface OutgoingResponse {
  status: number;
  body?: string;
  contentType?: string;
  /** Cowboy sends these two once it has chosen a representation. */
  isNegotiated: boolean;
  cors?: { methods: string };
  headers?: Record<string, string | undefined>;
}

const ALLOW_HEADERS =
  "content-type, depth, user-agent, x-http-method-override, x-file-size, x-requested-with, " +
  "if-modified-since, x-file-name, cache-control, x-auth-token, x-kazoo-cluster-id, if-match";
const EXPOSE_HEADERS =
  "content-type, x-auth-token, x-request-id, x-kazoo-cluster-id, location, etag, etag";

/** Writes lower-case headers in Cowboy's alphabetical order. */
export function writeResponse(
  response: ServerResponse,
  requestId: string,
  out: OutgoingResponse,
): void {
  const body = Buffer.from(out.body ?? "");
  const headers: Record<string, string | undefined> = {
    ...out.headers,
    ...(out.cors && {
      "access-control-allow-headers": ALLOW_HEADERS,
      "access-control-allow-methods": out.cors.methods,
      "access-control-allow-origin": "*",
      "access-control-expose-headers": EXPOSE_HEADERS,
      "access-control-max-age": "86400",
    }),
    ...(out.isNegotiated && {
      "content-language": "en",
      vary: "accept-language, accept",
    }),
    "content-length": out.status === 304 ? undefined : String(body.length),
    "content-type": out.contentType,
    date: new Date().toUTCString(),
    server: "Cowboy",
    "x-request-id": requestId,
  };
  response.statusCode = out.status;
  // Cowboy says nothing about a connection that stays open.
  response.removeHeader("connection");
  for (const name of Object.keys(headers).sort()) {
    const value = headers[name];
    if (value !== undefined) response.setHeader(name, value);
  }
  response.end(body);
}
