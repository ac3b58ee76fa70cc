import { isJsonObject, type Json, type JsonObject } from "../json/json";
import { erlangNumberText, type JsonNumber } from "../json/json-number";
import { compactJson, wellFormed } from "../json/print-json";

/** Kazoo builds form bodies as nested lists; the attempts log shows them unflattened. */
export type IoList = string | IoList[];

/**
 * Kazoo's encoder has no clause for null: the firing process crashes (docs/kazoo.md#form-bodies).
 */
export class EncoderCrash extends Error {}

/**
 * `key[sub]=v&list[]=x`: values percent-encoded, keys and brackets raw (docs/kazoo.md#form-bodies).
 */
export function encodeForm(payload: JsonObject): IoList[] {
  return encodeObject(payload, []);
}

export function flattenIoList(list: IoList): string {
  return typeof list === "string" ? list : list.map(flattenIoList).join("");
}

function encodeObject(object: JsonObject, prefix: IoList[]): IoList[] {
  return joined(Object.entries(object).map(([key, value]) => encodePair(prefix, key, value)));
}

function encodePair(prefix: IoList[], key: string, value: Json): IoList {
  if (value === null) throw new EncoderCrash(`null value of ${key}`);
  if (Array.isArray(value)) {
    return joined(value.map((item) => pair(prefix, key, "[]=", encodeItem(item))));
  }
  // Empty objects and arrays vanish, their separator stays.
  if (isJsonObject(value)) {
    return encodeObject(value, prefix.length === 0 ? [key] : [prefix, "[", key, "]"]);
  }
  return pair(prefix, key, "=", percentEncode(scalarText(value)));
}

const joined = (parts: IoList[]): IoList[] =>
  parts.flatMap((part, index) => (index === 0 ? [part] : ["&", part]));

const pair = (prefix: IoList[], key: string, separator: string, value: string): IoList =>
  prefix.length === 0 ? [key, separator, value] : [prefix, "[", key, "]", separator, value];

function encodeItem(item: Json): string {
  if (item === null) return "null";
  if (Array.isArray(item)) return percentEncode(item.map(mangledText).join(""));
  if (isJsonObject(item)) return percentEncode(compactJson(item));
  return percentEncode(scalarText(item));
}

/** An inner array is taken for a list of bytes and texts: numbers become characters. */
function mangledText(item: Json): string {
  if (typeof item === "string") return item;
  if (Array.isArray(item)) return item.map(mangledText).join("");
  const isByte = typeof item === "number" && Number.isInteger(item) && item >= 0 && item < 256;
  if (isByte) return String.fromCharCode(item);
  throw new EncoderCrash("no byte in a list of bytes");
}

function scalarText(value: string | number | JsonNumber | boolean): string {
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  return erlangNumberText(value);
}

function percentEncode(text: string): string {
  return encodeURIComponent(wellFormed(text))
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
