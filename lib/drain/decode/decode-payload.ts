import { gunzipSync } from "node:zlib";
import { decodeForm } from "./decode-form";
import { decodeJson } from "./decode-json";
import { type Decoded, undecodable } from "./decoded";

/** The parts of a delivery that its payload is read from. */
export interface DeliveryContent {
  readonly method: "GET" | "POST" | "PUT";
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
  /** Raw query string without "?", one char per byte; null when there was none. */
  readonly query: string | null;
  readonly body: Buffer;
  /** A compressed body may not grow larger than this. */
  readonly inflateLimitBytes: number;
}

const whitespace = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** The first byte after white space and a byte order mark. */
function firstChar(body: Buffer): string {
  const byte = body.find((candidate) => !whitespace.has(candidate));
  return byte === undefined ? "" : String.fromCharCode(byte);
}

/** What the bytes themselves look like: "{" or "[" begins JSON, a name and "=" begin a form. */
function sniff(body: Buffer): "json" | "form" | null {
  const first = firstChar(body);
  if (first === "{" || first === "[") return "json";
  const start = body.subarray(0, 1024).toString("latin1");
  return /^[^\s<>="{}]{0,512}=/.test(start) ? "form" : null;
}

function isMultipart(contentType: string | null): boolean {
  return contentType?.trim().toLowerCase().startsWith("multipart/") ?? false;
}

function declared(contentType: string | null): "json" | "form" | null {
  const mediaType = contentType?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (mediaType === "application/x-www-form-urlencoded") return "form";
  if (mediaType === "application/json" || mediaType.endsWith("+json")) return "json";
  return null;
}

/**
 * A GET's payload is what Kazoo appended, behind the last "?": a receiver URL with a query of its
 * own makes two, and Kazoo encodes any in a value.
 */
function decodeQuery(query: string | null): Decoded {
  if (query === null) {
    return undecodable(
      "request_line_lost",
      "The request has no query, so there is no payload: a redirect or a “#” in the webhook's URL drops it.",
    );
  }
  return decodeForm(Buffer.from(query.slice(query.lastIndexOf("?") + 1), "latin1"));
}

/** Reads a delivery's payload: from the query of a GET, else from the body. Never throws. */
export function decodePayload(content: DeliveryContent): Decoded {
  const encoding = content.contentEncoding?.trim().toLowerCase() || "identity";
  if (encoding === "identity" || content.body.length === 0) return decodePlain(content);
  const body = inflate(content, encoding);
  return Buffer.isBuffer(body) ? decodePlain({ ...content, body }) : body;
}

/** The body without its compression, which Kazoo never uses; a proxy on the way may. */
function inflate({ body, inflateLimitBytes }: DeliveryContent, encoding: string): Buffer | Decoded {
  if (encoding !== "gzip" && encoding !== "x-gzip") {
    const what = `The body is compressed as ${encoding.slice(0, 40)}; only gzip is read.`;
    return undecodable("unsupported_compression", what);
  }
  try {
    return gunzipSync(body, { maxOutputLength: inflateLimitBytes });
  } catch (cause) {
    const tooLarge = cause instanceof RangeError;
    return undecodable(
      "unsupported_compression",
      tooLarge
        ? `The body is larger than ${inflateLimitBytes} bytes once decompressed.`
        : "The body says it is gzip and is not.",
    );
  }
}

function decodePlain(content: DeliveryContent): Decoded {
  const { body } = content;
  if (isMultipart(content.contentType)) {
    const what = "The body is multipart, which Kazoo never sends; it is kept as it came.";
    return undecodable("unsupported_content_type", what);
  }
  if (body.length === 0) {
    return content.method === "GET"
      ? decodeQuery(content.query)
      : undecodable("empty_body", "The body is empty.");
  }
  const looks = sniff(body);
  const says = declared(content.contentType);
  if (says === "form" && looks === "json") {
    const json = decodeJson(body);
    return json.payload === null ? decodeForm(body) : json;
  }
  if (says === "json" && looks !== "form") return decodeJson(body);
  if (says === "form") return decodeForm(body);
  if (looks === "json") return decodeJson(body);
  if (looks === "form") return decodeForm(body);
  return undecodable(
    "unsupported_content_type",
    `The body is neither a form nor JSON${content.contentType ? ` (${content.contentType.slice(0, 80)})` : ""}.`,
  );
}
