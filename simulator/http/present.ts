import type { JsonObject } from "../json/json";
import { compactJson, prettyJson } from "../json/print-json";
import type { ApiRequest } from "./api-request";

export interface Presented {
  contentType: string;
  body: string;
}

/**
 * The envelope as text: compact, pretty, streamed in pieces, or wrapped for a script tag
 * (docs/kazoo.md#lists).
 */
export function present(request: ApiRequest, envelope: JsonObject): Presented {
  const { query, headers } = request;
  const contentType = "application/json";
  const callback = query.get("jsonp");
  if (callback) {
    return {
      contentType: "application/javascript",
      body: `${callback}(${compactJson(envelope)});`,
    };
  }
  const isTrue = (value: unknown) => value === "true";
  if (isTrue(query.get("is_chunked")) && Array.isArray(envelope.data)) {
    return { contentType, body: streamed(envelope) };
  }
  const isPretty = isTrue(query.get("pretty_print")) || isTrue(headers["x-pretty-print"]);
  return { contentType, body: isPretty ? prettyJson(envelope) : compactJson(envelope) };
}

/** Data first; what follows are all strings, numbers too, as Kazoo's streaming writes them. */
function streamed({ data = null, ...rest }: JsonObject): string {
  const trailer = Object.entries(rest)
    .filter(([, value]) => typeof value !== "object")
    .map(([key, value]) => `${compactJson(key)}:${compactJson(String(value))}`);
  return `{"data":${compactJson(data)},${trailer.join(",")}}`;
}
