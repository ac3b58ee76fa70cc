import type { IncomingMessage } from "node:http";
import { parseTarget } from "../http/target";
import { type OwnAnswer, refusal } from "./own-answer";

/**
 * The page framework is quadratic in parameters and cookies (100,000 of them took it minutes): with
 * these, the worst page costs little more than any.
 */
export const pageLimits = {
  targetBytes: 4 * 1024,
  parameters: 100,
  cookieBytes: 8 * 1024,
  cookies: 100,
  headers: 100,
  headBytes: 16 * 1024,
} as const;

export const headTooLarge = `The head of a request to a page has at most ${pageLimits.headBytes} bytes.`;

/** What may be passed to the console, or what is answered instead. */
export type PageHead =
  | {
      readonly kind: "pass";
      readonly target: string;
      readonly isApi: boolean;
      readonly cost: number;
    }
  | { readonly kind: "answer"; readonly answer: OwnAnswer };

const allowedMethods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const allow = allowedMethods.join(", ");

/** What the console does for it, as shares of its allowance: it renders a page, and reads a file. */
function costFor(path: string, isApi: boolean): number {
  if (path.startsWith("/_next/static/")) return 1;
  return isApi ? 2 : 8;
}

function isApiPath(path: string): boolean {
  return path === "/api" || path.startsWith("/api/");
}

/** "GET /a HTTP/1.1", a line for each header and the empty one, as they usually are written. */
function headBytesOf({ method = "", url = "", rawHeaders }: IncomingMessage): number {
  let bytes = method.length + url.length + " / HTTP/1.1\r\n\r\n".length - 1;
  for (const part of rawHeaders) bytes += part.length + 2;
  return bytes;
}

function count(text: string, separator: string): number {
  return text === "" ? 0 : text.split(separator).length;
}

/** Which limit the head breaks, as a sentence; null when it keeps all of them. */
function brokenLimit(request: IncomingMessage, query: string): string | null {
  const { rawHeaders, url = "" } = request;
  const { targetBytes, parameters, cookieBytes, cookies, headers, headBytes } = pageLimits;
  if (url.length > targetBytes) return `An address has at most ${targetBytes} bytes here.`;
  if (count(query, "&") > parameters)
    return `An address has at most ${parameters} parameters here.`;
  const cookie = rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === "cookie",
  );
  const sent = cookie.join(";");
  if (sent.length > cookieBytes || count(sent, ";") > cookies) {
    return `There are more than ${cookies} cookies or ${cookieBytes} bytes of them. Delete this site's cookies in the browser.`;
  }
  if (rawHeaders.length / 2 > headers) return `A request has at most ${headers} headers here.`;
  return headBytesOf(request) > headBytes ? headTooLarge : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** What no router should ever have to make sense of, as a sentence; null when there is nothing. */
function oddity(path: string, query: string): string | null {
  if (/[^\x21-\x7e]/.test(path + query)) return "The address has characters that must be encoded.";
  const plainPath = decoded(path);
  const plainQuery = decoded(query);
  if (plainPath === null || plainQuery === null) {
    return "The address has a % that does not begin an encoded UTF-8 character.";
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x1f\x7f]/.test(plainPath) || plainQuery.includes("\0")) {
    return "The address has an encoded control character.";
  }
  // Plain dots are resolved by now; these hide behind an encoded slash.
  const leadsUp = plainPath.split(/[/\\]/).some((part) => part === "." || part === "..");
  return leadsUp ? "The address has a dot segment behind an encoded slash." : null;
}

/** A Host that can't be part of a URL, or two of them. */
function hasOddHost({ rawHeaders, httpVersion, headers: { host } }: IncomingMessage): boolean {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  if (host === undefined) return httpVersion !== "1.0";
  return hosts.length !== 1 || /[\s/?#@\\]/.test(host) || !URL.canParse(`http://${host}/`);
}

/** Judges a page's head once, so that the page framework sees plain targets only. */
export function readPageHead(request: IncomingMessage, basePath: string): PageHead {
  const { url = "", method = "", headers } = request;
  const target = parseTarget(url, basePath);
  const isPage = target.kind === "page";
  const path = isPage ? target.path : "";
  const query = (isPage ? target.query : null)?.split("#", 1)[0];
  const isApi = isApiPath(path);
  const refuse = (code: "bad_request" | "head_too_large", sentence: string): PageHead => ({
    kind: "answer",
    answer: refusal(code, sentence, isApi),
  });

  const limit = brokenLimit(request, query ?? "");
  if (limit !== null) return refuse("head_too_large", limit);
  if (!isPage) return refuse("bad_request", "The address does not begin with a slash.");
  const odd = oddity(path, query ?? "");
  if (odd !== null) return refuse("bad_request", odd);
  if (hasOddHost(request)) return refuse("bad_request", "The Host header names no host.");
  const coding = headers["transfer-encoding"];
  if (coding !== undefined && coding.trim().toLowerCase() !== "chunked") {
    return refuse("bad_request", "A body's only transfer coding here is chunked.");
  }
  if (!allowedMethods.includes(method)) {
    const { status, headers: own, body } = refusal("method_not_allowed", `Use ${allow}.`, isApi);
    return { kind: "answer", answer: { status, headers: { ...own, allow }, body } };
  }
  // The page framework lives below the base path, whether a proxy strips that or not.
  const passed = basePath !== "" && path === "/" ? basePath : basePath + path;
  return {
    kind: "pass",
    target: query === undefined ? passed : `${passed}?${query}`,
    isApi,
    cost: costFor(path, isApi),
  };
}
