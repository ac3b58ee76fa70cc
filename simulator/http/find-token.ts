import type { IncomingHttpHeaders } from "node:http";
import { type JsonObject, stringAt } from "../json/json";

export interface FoundToken {
  token: string;
  /** `Authorization` carries other kinds of token: a JWT there is echoed, never accepted. */
  isUsable: boolean;
}

/**
 * Where a token may be: header, query, envelope, in this order (docs/kazoo.md#sending-the-token).
 */
export function findToken(
  headers: IncomingHttpHeaders,
  query: URLSearchParams,
  envelope: JsonObject,
): FoundToken | undefined {
  const header = headers["x-auth-token"];
  const value = Array.isArray(header) ? header[0] : header;
  if (value?.trim()) return { token: value.trim(), isUsable: true };
  const inRequest = query.get("auth_token") ?? stringAt(envelope, "auth_token");
  if (inRequest) return { token: inRequest, isUsable: true };
  const authorization = headers.authorization;
  if (!authorization) return undefined;
  return { token: authorization.replace(/^(Basic|Bearer)\s+/i, ""), isUsable: false };
}
