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
}

const whitespace = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/** The first byte that says something, white space and a byte order mark skipped. */
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
  const { body } = content;
  if (content.contentEncoding && content.contentEncoding !== "identity") {
    return undecodable(
      "unsupported_content_type",
      `The body is compressed (${content.contentEncoding.slice(0, 40)}), which Kazoo never does.`,
    );
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
