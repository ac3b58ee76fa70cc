import http from "node:http";
import https from "node:https";
import type { RequestTarget } from "./request-target";

export interface OutgoingMessage {
  method: string;
  target: RequestTarget;
  contentType?: string;
  body: string;
  hookId: string;
  hookAccountId: string;
}

export interface HttpAnswer {
  status: number;
  headers: [string, string][];
  body: string;
}

export interface ExchangeAgents {
  http: http.Agent;
  https: https.Agent;
}

/** One request with exactly the headers Kazoo's HTTP client sends, in its order (7.2). */
export function exchange(
  message: OutgoingMessage,
  agents: ExchangeAgents,
  connectTimeoutMs: number,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { target } = message;
  const isTls = target.protocol === "https:";
  const client = isTls ? https : http;
  return new Promise((resolve, reject) => {
    const request = client.request({
      method: message.method,
      hostname: target.hostname,
      port: target.port,
      path: "/",
      agent: isTls ? agents.https : agents.http,
      setHost: false,
      rejectUnauthorized: false,
      signal,
    });
    // Set behind node's own check, which refuses the raw spaces of older Kazoos.
    request.path = Buffer.from(target.path, "utf8").toString("latin1");
    const body = Buffer.from(message.body);
    if (message.contentType) request.setHeader("content-type", message.contentType);
    request.setHeader("content-length", body.length);
    request.setHeader("te", "");
    request.setHeader("host", target.host);
    if (target.authorization) request.setHeader("authorization", target.authorization);
    request.setHeader("connection", "keep-alive");
    request.setHeader("x-hook-id", message.hookId);
    request.setHeader("x-account-id", message.hookAccountId);

    const timer = setTimeout(
      () => request.destroy(new ConnectTimeout("connect timeout")),
      connectTimeoutMs,
    );
    const connected = () => clearTimeout(timer);
    request.on("socket", (socket) => {
      if (!socket.connecting) connected();
      else socket.once(isTls ? "secureConnect" : "connect", connected);
    });
    request.on("error", (error) => {
      connected();
      const isStale = request.reusedSocket && "code" in error && error.code === "ECONNRESET";
      // A kept connection that the receiver closed meanwhile is not a failed try.
      if (isStale) exchange(message, agents, connectTimeoutMs, signal).then(resolve, reject);
      else reject(error);
    });
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("aborted", () => reject(new Error("socket_closed_remotely")));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: pairs(response.rawHeaders),
          body: Buffer.concat(chunks).toString("utf8"),
        }),
      );
    });
    request.end(body);
  });
}

export class ConnectTimeout extends Error {}

function pairs(raw: readonly string[]): [string, string][] {
  const result: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    result.push([(raw[index] ?? "").toLowerCase(), raw[index + 1] ?? ""]);
  }
  return result;
}
