import { isJsonObject, type Json } from "./json";
import { type JsonNumber, numberText } from "./json-number";

/** Pretty JSON as Kazoo's encoder writes it: `"key" : value`, empty containers on two lines. */
export function prettyJson(value: Json, depth = 0): string {
  const inner = "  ".repeat(depth + 1);
  const outer = "  ".repeat(depth);
  if (Array.isArray(value)) {
    const items = value.map((item) => inner + prettyJson(item, depth + 1));
    return `[\n${items.length === 0 ? inner : items.join(",\n")}\n${outer}]`;
  }
  if (isJsonObject(value)) {
    const pairs = Object.entries(value).map(
      ([key, item]) => `${inner}${jsonString(key)} : ${prettyJson(item, depth + 1)}`,
    );
    return `{\n${pairs.length === 0 ? inner : pairs.join(",\n")}\n${outer}}`;
  }
  return scalar(value);
}

export function compactJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(compactJson).join(",")}]`;
  if (isJsonObject(value)) {
    const pairs = Object.entries(value).map(([k, v]) => `${jsonString(k)}:${compactJson(v)}`);
    return `{${pairs.join(",")}}`;
  }
  return scalar(value);
}

function scalar(value: null | boolean | number | JsonNumber | string): string {
  if (typeof value === "string") return jsonString(value);
  return value === null || typeof value === "boolean" ? String(value) : numberText(value);
}

/** Control characters with upper-case hex; slashes, 0x7F and non-ASCII stay as they are. */
function jsonString(text: string): string {
  const quoted = JSON.stringify(wellFormed(text));
  if (!quoted.includes("\\u")) return quoted;
  return quoted.replace(
    /(?<!\\)((?:\\\\)*)\\u([0-9a-f]{4})/g,
    (_match, slashes: string, hex: string) => `${slashes}\\u${hex.toUpperCase()}`,
  );
}

/** Half a surrogate pair is no UTF-8: it goes out as U+FFFD. */
export function wellFormed(text: string): string {
  return /[\uD800-\uDFFF]/.test(text) ? text.replace(/\p{Surrogate}/gu, "\uFFFD") : text;
}
