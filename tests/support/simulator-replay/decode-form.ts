import type { Json, JsonObject } from "@/simulator/json/json";
import { isJsonObject } from "@/simulator/json/json";
import { parseJson } from "@/simulator/json/parse-json";

/**
 * What may have been encoded to this form body: the way back for recorded bodies whose payload was
 * not recorded. An empty segment stands for an empty object, whose name is lost.
 */
export function decodeForm(body: string): JsonObject {
  const payload: JsonObject = {};
  body.split("&").forEach((segment, index, all) => {
    const [key = "", value = ""] = splitOnce(segment);
    const path = key.split(/\[|\]\[|\]/).filter((part, at) => at === 0 || part !== "");
    if (segment === "") {
      // It lies in the same object as the segment before it.
      const before = all.slice(0, index).findLast((other) => other !== "") ?? "";
      const parents = (before.split("=")[0] ?? "").split(/\[|\]\[|\]/).filter(Boolean);
      put(payload, [...parents.slice(0, -1), `empty ${index}`], {});
    } else if (key.endsWith("[]")) append(payload, path, readItem(value));
    else put(payload, path, decode(value));
  });
  return payload;
}

function splitOnce(segment: string): string[] {
  const at = segment.indexOf("=");
  return [segment.slice(0, at), segment.slice(at + 1)];
}

const decode = (value: string) => decodeURIComponent(value.replaceAll("+", " "));

function readItem(value: string): Json {
  const text = decode(value);
  return text.startsWith("{") ? parseJson(text) : text;
}

function put(target: JsonObject, path: readonly string[], value: Json): void {
  const [first = "", ...rest] = path;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const next = isJsonObject(inner) ? inner : {};
  target[first] = next;
  put(next, rest, value);
}

function append(target: JsonObject, path: readonly string[], item: Json): void {
  const [first = "", ...rest] = path;
  const inner = target[first];
  if (rest.length === 0) {
    target[first] = [...(Array.isArray(inner) ? inner : []), item];
    return;
  }
  const next = isJsonObject(inner) ? inner : {};
  target[first] = next;
  append(next, rest, item);
}
