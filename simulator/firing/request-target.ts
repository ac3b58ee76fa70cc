export interface RequestTarget {
  protocol: "http:" | "https:";
  hostname: string;
  port: string;
  /** Host header. */
  host: string;
  /** What follows the verb in the request line. */
  path: string;
  /** From URL userinfo, percent escapes not decoded. */
  authorization?: string;
}

/** The HTTP client refuses the URL by itself: nothing is sent. */
export class InvalidUri extends Error {}

const LEGAL = /^(?:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;
const UNRESERVED = /[A-Za-z0-9\-._~]/;

/**
 * Splits and, unless `legacy`, checks and normalizes a URL as httpc does
 * (docs/kazoo.md#get-requests).
 */
export function requestTarget(uri: string, legacy: boolean): RequestTarget {
  const parts = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/i.exec(uri);
  if (!parts) throw new InvalidUri(uri);
  const authority = parts[2] ?? "";
  const rawPath = parts[3] ?? "";
  const rawQuery = parts[4] ?? "";
  const at = authority.lastIndexOf("@");
  const userinfo = at < 0 ? undefined : authority.slice(0, at);
  const givenHost = authority.slice(at + 1);
  const hostAndPort = legacy ? givenHost : givenHost.toLowerCase();
  const hostParts = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(hostAndPort);
  if (!hostParts) throw new InvalidUri(uri);
  const isLegal =
    LEGAL.test(rawPath + rawQuery) && LEGAL.test(hostParts[1]?.replace(/^\[|\]$/g, "") ?? "");
  if (!legacy && !isLegal) throw new InvalidUri(uri);

  const protocol = parts[1]?.toLowerCase() === "https" ? "https:" : "http:";
  const path = legacy ? rawPath : removeDots(normalizeEscapes(rawPath));
  const query = legacy ? rawQuery : normalizeEscapes(rawQuery);
  return {
    protocol,
    hostname: (hostParts[1] ?? "").replace(/^\[|\]$/g, ""),
    port: hostParts[2] || (protocol === "https:" ? "443" : "80"),
    host: hostAndPort,
    // A lone `?` is dropped; a GET's own one always has a query behind it.
    path: (path || "/") + (query === "?" && !legacy ? "" : query),
    authorization:
      userinfo === undefined ? undefined : `Basic ${Buffer.from(userinfo).toString("base64")}`,
  };
}

function normalizeEscapes(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (escaped) => {
    const char = String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    return UNRESERVED.test(char) ? char : escaped.toUpperCase();
  });
}

function removeDots(path: string): string {
  const kept: string[] = [];
  const segments = path.split("/");
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (segment === "..") {
      if (kept.length > 1) kept.pop();
      if (isLast) kept.push("");
    } else if (segment === ".") {
      if (isLast) kept.push("");
    } else kept.push(segment);
  });
  return kept.join("/");
}
